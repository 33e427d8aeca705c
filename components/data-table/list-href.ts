/** The column that a list is sorted by, and the direction. */
export interface Sort {
  by: string;
  direction: "ascending" | "descending";
}

/** An address with some search parameters changed. Null or "" removes a parameter. */
export function listHref(
  path: string,
  params: Iterable<readonly [string, string]>,
  changes: Record<string, string | null>,
): string {
  const next = new URLSearchParams([...params].map(([name, value]) => [name, value]));
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const search = next.toString();
  return search ? `${path}?${search}` : path;
}

/** The address that a form with method GET requests, without its empty fields. */
export function formHref(path: string, form: FormData): string {
  const filled = [...form].flatMap(([name, value]) =>
    typeof value === "string" && value.trim() ? [[name, value.trim()] as const] : [],
  );
  return listHref(path, filled, {});
}
