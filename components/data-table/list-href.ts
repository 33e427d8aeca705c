/** By which column a list is sorted, and which way. */
export interface Sort {
  by: string;
  direction: "ascending" | "descending";
}

/** An address with some of its search parameters changed; null or "" takes one away. */
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

/** The address that a form with method GET would ask for, without its empty fields. */
export function formHref(path: string, form: FormData): string {
  const filled = [...form].flatMap(([name, value]) =>
    typeof value === "string" && value.trim() ? [[name, value.trim()] as const] : [],
  );
  return listHref(path, filled, {});
}
