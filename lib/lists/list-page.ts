import { beside, type Cursor, writeCursor } from "./cursor.ts";
import type { ListQuery } from "./list-query.ts";
import type { Direction } from "./list-rules.ts";

/** A page of a list. `next` and `previous` are cursors, or null where there is no more. `total`
 *  counts up to 10,000. If it is capped, there are at least that many. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly totalIsCapped: boolean;
  readonly next: string | null;
  readonly previous: string | null;
}

/** Some rows of a sorted list: so many, in this order, from behind a place in it. */
export interface Walk {
  readonly by: string;
  readonly direction: Direction;
  readonly from?: Cursor;
  readonly take: number;
}

/** The rows of a list. They come in the order of the walk. Rows that sort alike are ordered by id,
 *  in the same direction. */
export interface ListSource<Row> {
  rows(walk: Walk): Promise<Placed<Row>[]>;
  /** The rows there are in all, up to a bound. */
  count(most: number): Promise<{ total: number; isCapped: boolean }>;
}

/** A row, and where it is in the list. */
export interface Placed<Row> {
  readonly row: Row;
  readonly place: Cursor;
}

const maxCounted = 10_000;

/** Reads the page that a query asks for. Every page costs the same, wherever it is in the list.
 *  Where one page shows all rows, nothing is counted. Rows can leave a list while somebody pages
 *  through it: where none is left behind a place, an exact query gets an empty page with a cursor
 *  that leads back, and any other query gets the last page on that side. */
export async function readPage<Row>(query: ListQuery, source: ListSource<Row>): Promise<Page<Row>> {
  const { after, before, isExact } = query;
  const found = await readRows(query, source);
  if (found.rows.length === 0 && (after || before)) {
    if (!isExact) return readPage(atEnd(query, after ? "last" : "first"), source);
    return emptyPage(query, await source.count(maxCounted));
  }
  const { rows, hasNext, hasPrevious } = found;
  const isWhole = !after && !before && !hasNext && !hasPrevious;
  const { total, isCapped } = isWhole
    ? { total: rows.length, isCapped: false }
    : await source.count(maxCounted);
  const cursor = (row: Placed<Row> | undefined) =>
    row === undefined ? null : writeCursor(query.sort, row.place);
  return {
    rows: rows.map(({ row }) => row),
    total: Math.max(total, rows.length),
    totalIsCapped: isCapped,
    next: hasNext ? cursor(rows.at(-1)) : null,
    previous: hasPrevious ? cursor(rows[0]) : null,
  };
}

function atEnd({ after, before, ...query }: ListQuery, end: "first" | "last"): ListQuery {
  return { ...query, end };
}

// The row of a cursor is on its other side. Right beside it, the cursor leads back to that row too.
function emptyPage(
  { sort, after, before }: ListQuery,
  { total, isCapped }: { total: number; isCapped: boolean },
): Page<never> {
  const back = (place: Cursor | undefined, direction: Direction) =>
    place && total > 0 ? writeCursor(sort, { ...place, id: beside(place.id, direction) }) : null;
  const [next, previous] = [back(before, opposite(sort.direction)), back(after, sort.direction)];
  return { rows: [], total, totalIsCapped: isCapped, next, previous };
}

async function readRows<Row>(query: ListQuery, source: ListSource<Row>) {
  const { sort, after, before, end, pageSize } = query;
  const isBackward = before !== undefined || end === "last";
  const direction = isBackward ? opposite(sort.direction) : sort.direction;
  const from = after ?? before;
  const found = await source.rows({ by: sort.by, direction, take: pageSize + 1, ...(from && { from }) });
  const hasMore = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  // The row a cursor was made of stands on its other side.
  const beyond = from !== undefined && rows.length > 0;
  if (isBackward) return { rows: rows.reverse(), hasNext: beyond, hasPrevious: hasMore };
  return { rows, hasNext: hasMore, hasPrevious: beyond };
}

const opposite = (direction: Direction): Direction => (direction === "asc" ? "desc" : "asc");

type Where = Record<string, unknown>;

interface Delegate<Row> {
  findMany(args: { where: Where; orderBy: Where[]; select: never; take: number }): PromiseLike<Row[]>;
  count(args: { where: Where; take: number }): PromiseLike<number>;
}

/** A list of the rows of a Prisma model; `fields` names the field behind each sort. */
export function prismaSource<Row>(
  model: object,
  list: { readonly where: Where; readonly select: object; readonly fields: Readonly<Record<string, string>> },
): ListSource<Row> {
  const delegate = model as unknown as Delegate<Row>;
  const fieldOf = (by: string) => list.fields[by] ?? "id";
  return {
    async rows({ by, direction, from, take }) {
      const field = fieldOf(by);
      const found = await delegate.findMany({
        where: from ? { AND: [list.where, behind(field, direction, from)] } : list.where,
        orderBy: field === "id" ? [{ id: direction }] : [{ [field]: direction }, { id: direction }],
        select: list.select as never,
        take,
      });
      return found.map((row) => ({ row, place: placeIn(row, field) }));
    },
    async count(most) {
      const total = await delegate.count({ where: list.where, take: most + 1 });
      return { total: Math.min(total, most), isCapped: total > most };
    },
  };
}

function placeIn(row: unknown, field: string): Cursor {
  const { id, [field]: value } = row as Record<string, unknown> & { id: number };
  return { id, value: value instanceof Date ? value.toISOString() : (value as string | number) };
}

/** The rows behind a place. The first bound lets the index begin at the page. Without it, every
 *  page before would be read. */
export function behind(field: string, direction: Direction, { value, id }: Cursor): Where {
  const [beyond, reaching] = direction === "asc" ? ["gt", "gte"] : ["lt", "lte"];
  if (field === "id") return { id: { [beyond]: id } };
  return { [field]: { [reaching]: value }, OR: [{ [field]: { [beyond]: value } }, { id: { [beyond]: id } }] };
}
