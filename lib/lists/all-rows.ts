import { connection } from "@/lib/db/client.ts";
import { letOthersWork } from "@/lib/process/let-others-work.ts";
import type { Cursor, RowKey } from "./cursor.ts";
import type { Placed, Walk } from "./list-page.ts";
import type { ListQuery } from "./list-query.ts";

// Small steps, so that other requests hardly wait. PostgreSQL reads rows while other requests run.
const rowsInStep = { sqlite: 100, postgresql: 250 };

/** All rows of a list in its order, a few hundred at once. A row that changes meanwhile appears in
 *  its old or its new state, and never twice. One that moves to an earlier place in the order is
 *  left out. */
export async function* allRows<Row extends { readonly id: RowKey }>(
  { sort }: Pick<ListQuery, "sort">,
  read: (walk: Walk) => Promise<readonly Placed<Row>[]>,
): AsyncGenerator<readonly Row[]> {
  const isNew = sort.by === "created" ? () => true : firstTime();
  const take = rowsInStep[connection().engine];
  let from: Cursor | undefined;
  do {
    const found = await read({ ...sort, take, ...(from && { from }) });
    const rows = found.map(({ row }) => row).filter(({ id }) => isNew(id));
    if (rows.length > 0) yield rows;
    from = found.length < take ? undefined : found.at(-1)?.place;
    await letOthersWork();
  } while (from);
}

// When the sort field can change, a row can move to a later place and be read again. One bit per id
// remembers which rows were read.
function firstTime(): (id: RowKey) => boolean {
  const bits = new Map<number, Uint32Array>();
  const texts = new Set<string>();
  return (id) => {
    if (typeof id === "string") return texts.size < texts.add(id).size;
    const part = bits.get(id >>> 15) ?? new Uint32Array(1024);
    bits.set(id >>> 15, part);
    const [at, bit] = [(id >>> 5) & 1023, 1 << (id & 31)];
    const isFirst = ((part[at] ?? 0) & bit) === 0;
    part[at] = (part[at] ?? 0) | bit;
    return isFirst;
  };
}
