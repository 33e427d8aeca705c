import type { RowIds } from "./businesses.ts";
import type { Access, ApiRow, PageRow } from "./rows/endpoints.ts";

/** The address of an endpoint for the given rows. */
export function addressOf(
  {
    route,
    target,
    query,
    path,
  }: Pick<PageRow, "route" | "query"> & Pick<ApiRow, "path"> & { readonly target?: Access["target"] },
  ids: RowIds,
): string {
  const plain = path ?? route.replace(/\[\w+\]/g, () => String(target === undefined ? "" : ids[target]));
  const parameters = Object.entries(query?.(ids) ?? {}).map(([name, value]) => [name, String(value)]);
  return parameters.length > 0 ? `${plain}?${new URLSearchParams(parameters)}` : plain;
}

/** The content of the body, as JSON or form fields would hold it. */
export function contentOf(
  { body }: Pick<ApiRow, "body">,
  ids: RowIds,
): Readonly<Record<string, unknown>> | undefined {
  return typeof body === "function" ? body(ids) : body;
}

const absent = 2_000_000_000;

/** Ids of rows that do not exist. */
export const absentRows: RowIds = {
  account: absent,
  card: absent,
  user: absent,
  profile: absent,
  deletedProfile: absent,
  removedUser: absent,
  job: absent,
  transaction: "00000000-0000-7000-8000-000000000000",
  analyst: absent,
};
