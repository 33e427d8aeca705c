import { conditionsOf } from "@/lib/db/conditions.ts";
import type { RowReader } from "@/lib/db/row-reader.ts";
import { describe } from "@/lib/db/schema.ts";
import { rowsInScope } from "@/lib/db/scope.ts";
import { countEach, empty, join, raw, type Sql, selectSql, sql } from "@/lib/db/sql.ts";
import { rowsByIds } from "@/lib/db/statements.ts";
import { toSql } from "@/lib/db/values/sql-values.ts";
import { cachedCount } from "./count-cache.ts";
import { type ListSource, placeIn, type Walk } from "./list-page.ts";
import { type WordGroup, wordGroups } from "./word-groups.ts";

/** Which rows a list has: those that match a Prisma condition on fields, within the unit of work,
 *  and all words of a search. `byHolder`: words of a card's holder count too. `fields` has the
 *  field of each sort, which has an index after the account. */
export interface ListSpec<Row> {
  readonly model: "Card" | "User";
  readonly where: object;
  readonly search?: string | undefined;
  readonly byHolder?: boolean;
  readonly fields: Readonly<Record<string, string>>;
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
export function listSource<Row extends { readonly id: number }>(spec: ListSpec<Row>): ListSource<Row> {
  const { model, search, byHolder = false, reader } = spec;
  const { fields, indexes, table: name } = describe(model);
  const table = raw(name);
  const { accountId, deletedAt: _, ...own } = rowsInScope(model) as { accountId: number; deletedAt: null };
  const live = sql`${table}.account_id = ${accountId} AND ${table}.deleted_at IS NULL`;
  const filters = [...conditionsOf(model, spec.where), ...conditionsOf(model, own)];
  const fieldOf = ({ by }: Pick<Walk, "by">) => spec.fields[by] ?? "id";
  const columnOf = (field: string) => fields[field]?.column ?? "id";
  const keys = indexes.flatMap(({ fields, where }) => (where === undefined ? [fields] : []));
  const hasIndex = (...first: string[]) =>
    keys.some((key) => first.every((field, n) => key[n + 1] === field));
  let words: readonly WordGroup[] | undefined = search === undefined ? [] : undefined;

  return {
    place: (row, by) => placeIn(row, fieldOf({ by })),
    rows,
    count(most) {
      const tests = filters.map(({ test }) => [test("t").sql, test("t").values.map(String)]);
      const key = JSON.stringify([model, byHolder, search, tests, most]);
      return cachedCount(accountId, key, () => countRows(most));
    },
  };

  async function rows(walk: Walk): Promise<Row[]> {
    words ??= await wordGroups(model, accountId, search ?? "", byHolder);
    if (!words) return [];
    if (words.length === 0 && along(walk).length === filters.length) {
      const page = sql`SELECT ${raw(reader.columns.join())} FROM ${raw(reader.from)} ${inOrder(walk, walk.take)}`;
      return (await selectSql(page)).map(reader.read);
    }
    const ids = await idsOfPage(walk);
    if (ids.length === 0) return [];
    const found = await rowsByIds(model, reader, ids);
    // A row that was deleted in between would make the page look like the last.
    return found.length === ids.length ? found : rows(walk);
  }

  async function idsOfPage(walk: Walk): Promise<number[]> {
    const find = async (page: Sql) => (await selectSql(page)).map(([id]) => Number(id));
    const [lead] = await leads(few);
    if (lead?.size === 0) return [];
    if (lead && lead.size <= few) return find(gathered(walk, lead, few));
    const walked = (limit: number) => tested(walk, sql`FROM ${table} ${inOrder(walk, limit)}`);
    const found = await find(walked(far));
    if (found.length === walk.take) return found;
    // The rows that match may all be elsewhere: the cards for a trip, made long ago.
    const [best] = await leads(many);
    return find(best && best.size <= many ? gathered(walk, best, many) : walked(endless));
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

  function gathered(walk: Walk, lead: Lead, limit: number): Sql {
    if (!lead.ids) return tested(walk, matching(lead.test(name), limit));
    const ids = sql`SELECT DISTINCT id FROM (${lead.ids(limit)}) found`;
    const places = placed(ids, columnOf(fieldOf(walk)), lead);
    const rest = sql`place IS NOT NULL${behind(walk, "placed", "place")} ${ordered("placed", "place", walk.direction, walk.take)}`;
    return sql`WITH placed AS MATERIALIZED (${places}) SELECT id, place FROM placed WHERE ${rest}`;
  }

  // The place of each row that matches, else null. PostgreSQL would read the whole table for a join.
  function placed(ids: Sql, column: string, lead: Lead): Sql {
    const rest = all([...filters, ...(words ?? []).filter((group) => group.ids !== lead.ids)], name);
    const place = sql`SELECT ${table}.${raw(column)} FROM ${table} WHERE ${table}.id = one.id AND ${live} AND ${rest}`;
    return sql`SELECT one.id, (${place}) AS place FROM (${ids}) one`;
  }

  // Either engine runs a subquery with a limit as it is written, without choosing another index.
  function tested(walk: Walk, rows: Sql): Sql {
    const part = sql`SELECT ${testedColumns()}, ${table}.${raw(columnOf(fieldOf(walk)))} AS place ${rows}`;
    const tests = sql`${all([...filters, ...(words ?? [])], "t")}${behind(walk, "t", "place")}`;
    return sql`SELECT id, place FROM (${part}) t WHERE ${tests} ${ordered("t", "place", walk.direction, walk.take)}`;
  }

  function testedColumns(): Sql {
    const holder = model === "Card" && words?.length ? ["user_id"] : [];
    const columns = new Set(["id", ...filters.map(({ field }) => columnOf(field)), ...holder]);
    return raw([...columns].map((column) => `${name}.${column}`).join());
  }

  function inOrder(walk: Walk, limit: number): Sql {
    const column = columnOf(fieldOf(walk));
    const narrowed = sql`${live} AND ${all(along(walk), name)}${behind(walk, name, column)}`;
    return sql`WHERE ${narrowed} ${ordered(name, column, walk.direction, limit)}`;
  }

  // The filters that an index in this order applies by itself: one on the field before the sort
  // field, and bounds of the sort field. Behind a place, the first bound is left to a test: SQLite
  // might begin there and walk over all pages before.
  function along(walk: Walk) {
    const field = fieldOf(walk);
    const begins = walk.direction === "asc" ? "g" : "l";
    const ahead = filters.find(
      (one) => one.operator === "equals" && one.field !== field && hasIndex(one.field, field),
    );
    const bounds = filters.filter(
      (one) => one.field === field && !(walk.from && one.operator.startsWith(begins)),
    );
    return [...(ahead ? [ahead] : []), ...bounds];
  }

  function behind(walk: Walk, of: string, column: string): Sql {
    const { from, direction } = walk;
    const field = fields[fieldOf(walk)];
    if (!from || !field) return empty;
    const value = toSql(field, field.type === "DateTime" ? new Date(from.value) : from.value);
    return sql` AND ${raw(`(${of}.${column}, ${of}.id) ${direction === "asc" ? ">" : "<"}`)} (${value}, ${from.id})`;
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
      looked = isOne ? sql`SELECT id AS place FROM (${ids}) one` : placed(ids, "id", lead);
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

const ordered = (of: string, column: string, direction: string, limit: number): Sql =>
  raw(`ORDER BY ${of}.${column} ${direction}, ${of}.id ${direction} LIMIT ${limit}`);

const all = (tests: readonly { test(of: string): Sql }[], of: string): Sql =>
  join([raw("1 = 1"), ...tests.map(({ test }) => test(of))], " AND ");
