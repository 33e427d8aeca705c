import { connection } from "@/lib/db/client.ts";
import { conditionsOf } from "@/lib/db/conditions.ts";
import type { SqlValue } from "@/lib/db/engines/database.ts";
import type { RowReader } from "@/lib/db/row-reader.ts";
import { describe } from "@/lib/db/schema.ts";
import { rowsInScope } from "@/lib/db/scope.ts";
import { countEach, empty, raw, type Sql, selectSql, sql } from "@/lib/db/sql.ts";
import { rowsByIds } from "@/lib/db/statements.ts";
import { cachedCount } from "./count-cache.ts";
import type { RowKey } from "./cursor.ts";
import { type ListOrder, listOrder } from "./list-order.ts";
import type { ListSource, Placed, Walk } from "./list-page.ts";
import { all, behind, ordered, type PageStep, walkedTables } from "./list-sql.ts";
import { type SearchedList, type WordGroup, wordColumns, wordGroups } from "./word-groups.ts";

/** Which rows a list has: those that match a Prisma condition on fields, within the unit of work,
 *  and all words of a search. `byHolder`: words of a card's holder count too. `orders` has the
 *  order of each sort, by its name in `listOrder`. Each has an index after the account. `spans` has
 *  what a computed order is between, both included, because of the filters. */
export interface ListSpec<Row> {
  readonly model: SearchedList;
  readonly where: object;
  readonly search?: string | undefined;
  readonly byHolder?: boolean;
  readonly orders: Readonly<Record<string, string>>;
  readonly spans?: Readonly<Record<string, readonly [from: number, to: number]>>;
  readonly reader: RowReader<Row>;
}

/** What an index finds rows by: a filter, or words. The size is exact up to a limit. */
type Lead = ({ test(of: string): Sql; readonly ids?: never } | WordGroup) & { readonly size: number };

const few = 4_000;
const many = 200_000;
// A walk along an index tests so many rows.
const far = 40_000;
const endless = 2_000_000_000;

/** Finds the rows of a list. An index that applies all filters in the order of the list gives a
 *  page at once. Else counts how many rows each filter and each word leaves. Where one leaves few,
 *  gathers those, tests and sorts them. Else walks along the index of the order and tests each row.
 *  Where that leads nowhere, gathers many. */
export function listSource<Row extends { readonly id: RowKey }>(spec: ListSpec<Row>): ListSource<Row> {
  const { model, search, byHolder = false, spans = {}, reader } = spec;
  const { fields, indexes, table: name } = describe(model);
  const table = raw(name);
  const { accountId, deletedAt: _, ...own } = rowsInScope(model) as { accountId: number; deletedAt: null };
  const live = sql`${table}.account_id = ${accountId} AND ${table}.deleted_at IS NULL`;
  const filters = [...conditionsOf(model, spec.where), ...conditionsOf(model, own)];
  const orderOf = ({ by }: Walk) => listOrder(model, spec.orders[by] ?? "id");
  const keys = indexes.flatMap(({ fields, where }) => (where === undefined ? [fields] : []));
  const hasIndex = (...first: string[]) =>
    keys.some((key) => first.every((field, n) => key[n + 1] === field));
  let words: readonly WordGroup[] | undefined = search === undefined ? [] : undefined;

  return {
    rows,
    count(most) {
      const tests = filters.map(({ test }) => [test("t").sql, test("t").values.map(String)]);
      const key = JSON.stringify([model, byHolder, search, tests, most]);
      return cachedCount(accountId, key, () => countRows(most));
    },
  };

  async function rows(walk: Walk): Promise<Placed<Row>[]> {
    const { from, take } = walk;
    const order = orderOf(walk);
    // SQLite compares no pair with an index on SQL, and would walk over all rows of the same value.
    if (!from || order.kind !== "computed" || connection().engine !== "sqlite") return page(walk, order);
    const same = await page({ ...walk, tie: "same" }, order);
    if (same.length === take) return same;
    return [...same, ...(await page({ ...walk, take: take - same.length, tie: "after" }, order))];
  }

  async function page(walk: PageStep, order: ListOrder): Promise<Placed<Row>[]> {
    words ??= await wordGroups(model, accountId, search ?? "", byHolder);
    if (!words) return [];
    const atPlace = (row: Row, value: SqlValue | undefined): Placed<Row> => ({
      row,
      place: { id: row.id, value: order.read(value) },
    });
    if (words.length === 0 && along(walk, order).length === filters.length) {
      const columns = raw([...reader.columns, order.walked].join());
      const found = await selectSql(
        sql`SELECT ${columns} ${walkedTables(order, reader.from)} ${inOrder(walk, order, walk.take)}`,
      );
      return found.map((values) => atPlace(reader.read(values), values.at(-1)));
    }
    const places = new Map(await placesOfPage(walk, order));
    if (places.size === 0) return [];
    const found = await rowsByIds(model, reader, [...places.keys()]);
    // A row that was deleted in between would make the page look like the last.
    if (found.length < places.size) return page(walk, order);
    return found.map((row) => atPlace(row, places.get(row.id)));
  }

  async function placesOfPage(walk: PageStep, order: ListOrder) {
    const keyOf = fields.id?.type === "String" ? String : Number;
    const find = async (page: Sql) =>
      (await selectSql(page)).map(([id, value]): [Row["id"], SqlValue | undefined] => [keyOf(id), value]);
    const [lead] = await leads(few);
    if (lead?.size === 0) return [];
    if (lead && lead.size <= few) return find(gathered(walk, order, lead, few));
    const rowsAhead = (limit: number) => sql`${walkedTables(order, name)} ${inOrder(walk, order, limit)}`;
    const walked = (limit: number) => tested(walk, order, order.walked, rowsAhead(limit));
    const found = await find(walked(far));
    if (found.length === walk.take) return found;
    // A walk with an end, such as over rows of the same value, may have seen all of them.
    const [seen = far] = order.kind === "computed" ? await countEach([sql`SELECT 1 ${rowsAhead(far)}`]) : [];
    if (seen < far) return found;
    // The rows that match may all be elsewhere: the cards for a trip, made long ago.
    const [best] = await leads(many);
    return find(best && best.size <= many ? gathered(walk, order, best, many) : walked(endless));
  }

  async function leads(limit: number): Promise<Lead[]> {
    const indexed = [...new Set(filters.map(({ field }) => field))].filter((field) => hasIndex(field));
    const tests = indexed.map((field) => {
      const own = filters.filter((one) => one.field === field);
      return { test: (of: string) => all(own, of) };
    });
    const sizes = await countEach([
      ...(words ?? []).map(({ ids }) => ids(limit + 1)),
      ...tests.map(({ test }) => sql`SELECT 1 ${matching(test(name), limit + 1)}`),
    ]);
    return [...(words ?? []), ...tests]
      .map((lead, n) => ({ ...lead, size: Math.min(sizes[n] ?? 0, limit + 1) }))
      .sort((a, b) => a.size - b.size);
  }

  function matching(test: Sql, limit: number): Sql {
    return sql`FROM ${table} WHERE ${live} AND ${test} LIMIT ${raw(`${limit}`)}`;
  }

  function gathered(walk: PageStep, order: ListOrder, lead: Lead, limit: number): Sql {
    if (!lead.ids) return tested(walk, order, order.value, matching(lead.test(name), limit));
    const ids = sql`SELECT DISTINCT id FROM (${lead.ids(limit)}) found`;
    const places = placed(ids, order.value, lead);
    const rest = sql`place IS NOT NULL${behind(walk, order, "placed.place", "placed")} ${ordered("placed.place", "placed", walk.direction, walk.take)}`;
    return sql`WITH placed AS MATERIALIZED (${places}) SELECT id, place FROM placed WHERE ${rest}`;
  }

  // The place of each row that matches, else null. PostgreSQL would read the whole table for a
  // join.
  function placed(ids: Sql, value: string, lead: Lead): Sql {
    const rest = all([...filters, ...(words ?? []).filter((group) => group.ids !== lead.ids)], name);
    const place = sql`SELECT ${raw(value)} FROM ${table} WHERE ${table}.id = one.id AND ${live} AND ${rest}`;
    return sql`SELECT one.id, (${place}) AS place FROM (${ids}) one`;
  }

  // Either engine runs a subquery with a limit as it is written, without choosing another index.
  function tested(walk: PageStep, order: ListOrder, value: string, rows: Sql): Sql {
    const part = sql`SELECT ${testedColumns()}, ${raw(value)} AS place ${rows}`;
    const tests = sql`${all([...filters, ...(words ?? [])], "t")}${behind(walk, order, "t.place", "t")}`;
    return sql`SELECT id, place FROM (${part}) t WHERE ${tests} ${ordered("t.place", "t", walk.direction, walk.take)}`;
  }

  function testedColumns(): Sql {
    const searched = words?.length ? wordColumns(model) : [];
    const columns = new Set([
      "id",
      ...filters.map(({ field }) => fields[field]?.column ?? "id"),
      ...searched,
    ]);
    return raw([...columns].map((column) => `${name}.${column}`).join());
  }

  function inOrder(walk: PageStep, order: ListOrder, limit: number): Sql {
    const { other, walked } = order;
    const joined = other ? sql` AND other.account_id = ${accountId} AND ${raw(other.join)}` : empty;
    const rows = sql`${live}${joined} AND ${all(along(walk, order), name)}`;
    const place = sql`${within(walk, order)}${behind(walk, order, walked, name)}`;
    return sql`WHERE ${rows}${place} ${ordered(walked, name, walk.direction, limit)}`;
  }

  // Where a walk begins and ends because of the filters. Behind a place it begins there.
  function within({ by, direction, from }: PageStep, { kind, walked, write }: ListOrder): Sql {
    const [first, last] = (direction === "asc" ? spans[by] : spans[by]?.toReversed()) ?? [];
    if (first === undefined || last === undefined || kind !== "computed") return empty;
    const [beyond, until] = direction === "asc" ? [">=", "<="] : ["<=", ">="];
    const begin = from ? empty : sql` AND ${raw(`${walked} ${beyond}`)} ${write(first)}`;
    return sql`${begin} AND ${raw(`${walked} ${until}`)} ${write(last)}`;
  }

  // The filters that an index in this order applies by itself: one on the field before the sort
  // field, and bounds of the sort field. Behind a place, the first bound is left to a test: SQLite
  // might begin there and walk over all pages before.
  function along(walk: PageStep, { field }: ListOrder) {
    if (field === undefined) return [];
    const begins = walk.direction === "asc" ? "g" : "l";
    const ahead = filters.find(
      (one) => one.operator === "equals" && one.field !== field && hasIndex(one.field, field),
    );
    const bounds = filters.filter(
      (one) => one.field === field && !(walk.from && one.operator.startsWith(begins)),
    );
    return [...(ahead ? [ahead] : []), ...bounds];
  }

  // Looks at a few rows of a search, and at far more of an index that has all filtered fields.
  async function countRows(most: number) {
    words ??= await wordGroups(model, accountId, search ?? "", byHolder);
    if (!words) return { total: 0, isCapped: false };
    const known = filters.map(({ field }) => field);
    const covers = (field: string) =>
      keys.some((key) => key[1] === field && known.every((one) => key.includes(one)));
    const first = words.length > 0 ? undefined : known.find(covers);
    const [lead] = first === undefined ? await leads(few) : [];
    const isOne = words.length < 2 && known.every((field) => field === first);
    const bound = isOne ? most : words.length > 0 ? few : far;
    let [looked, fits] = [empty, raw("COUNT(DISTINCT place)")];
    if (lead?.ids) {
      const ids = lead.ids(bound + 1);
      looked = isOne ? sql`SELECT id AS place FROM (${ids}) one` : placed(ids, `${name}.id`, lead);
    } else {
      const own = filters.filter(({ field }) => field === first);
      const test = lead && lead.size <= few ? lead.test(name) : all(own, name);
      looked = sql`SELECT ${testedColumns()} ${matching(test, bound + 1)}`;
      fits = sql`COUNT(CASE WHEN ${all([...filters, ...words], "t")} THEN 1 END)`;
    }
    const [[seen, total] = []] = await selectSql(sql`SELECT COUNT(*), ${fits} FROM (${looked}) t`);
    return { total: Math.min(Number(total), most), isCapped: Number(seen) > bound || Number(total) > most };
  }
}
