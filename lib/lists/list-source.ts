import { describe } from "@/lib/db/schema.ts";
import { searchWords } from "@/lib/db/search/search-words.ts";
import { isoTime } from "@/lib/db/values/sql-time.ts";
import { keptCount } from "./count-cache.ts";
import { type Condition, conditionsOf, hasIndex, isCovered } from "./list-conditions.ts";
import { prismaSource, type ReadModel, type Step, type Walk, type WalkedSource } from "./list-page.ts";
import { build, join, part, type Sql, select } from "./sql-parts.ts";
import { foundByTerm, isHeldByMore, measureTerms, type Place, type Term, testOfTerm } from "./terms.ts";

/** What is listed: rows of a Prisma model, and which of their fields are read. */
export interface Listed extends Place {
  readonly search?: string | undefined;
  /** Which rows: Prisma's `where` objects, as `conditionsOf` takes them. All of them must fit. */
  readonly where: readonly object[];
  /** The field behind each sort. Each has an index of its own, after the account. */
  readonly fields: Readonly<Record<string, string>>;
  readonly select: object;
}

/** A list asked for, taken apart. */
interface Asked extends Place {
  readonly conditions: readonly Condition[];
  readonly terms: readonly Term[];
}

/** One of the things asked for that an index finds rows by, and how many rows those are: exact as far as somebody counted, else infinite. */
type Lead = { readonly size: number } & ({ readonly condition: Condition } | { readonly term: Term });

// Where no more rows than this fit a filter, or hold a word, they are gathered and sorted.
const few = 4_000;
const fewWithWords = 10_000;
// Else the list is walked, so far at first and then so far: what is looked for may stand close together, elsewhere. Words are looked up for each
// row, and in an order that has nothing to do with them they may well all stand at the end.
const walks = [4_000, 40_000];
// Then not more rows than this are gathered by a filter where an index that knows all that is asked can be walked to its end, and where there
// is none, not more than that.
const fewerThanAll = 40_000;
const mostGathered = 200_000;
// To count, no more rows than this are looked at one by one, and no more than this of an index that knows enough of them.
const mostTested = 4_000;
const mostTestedInIndex = 40_000;
const mostWords = 8;

/** A list of the rows that fit every filter and hold every word of a search, each as the beginning of one of their words. Never leaves it to
 *  the engine's planner how to find a page: where few rows fit some filter or word they are gathered and sorted, where many do the list is walked in its
 *  order and each row tested, a few thousand at first. */
export function listSource<Row extends { readonly id: number }>(
  model: ReadModel,
  listed: Listed,
): WalkedSource<Row> {
  const conditions = conditionsOf(listed.model, listed.where);
  const source = prismaSource<Row>(model, { ...listed, where: { AND: listed.where } });
  let measured: Promise<Asked | undefined> | undefined;
  const asked = () => {
    measured ??= withTerms(listed, conditions);
    return measured;
  };
  const rows = async (walk: Walk) => {
    const what = await asked();
    const field = listed.fields[walk.by] ?? "id";
    if (!what) return [];
    if (isPlain(what, field, walk)) return source.rows(walk);
    const page = async () => {
      const ids = await findIds(what, field, walk);
      return { ids, found: await load<Row>(model, listed.select, ids) };
    };
    const { ids, found } = await page();
    // One that was deleted in between would make the page look like the last.
    return found.length === ids.length ? found : (await page()).found;
  };
  let isFew: Promise<boolean> | undefined;
  return {
    rows,
    async step(walk): Promise<Step<Row>> {
      const what = await asked();
      const field = listed.fields[walk.by] ?? "id";
      if (!what) return { rows: [], next: undefined };
      isFew ??= isAboutFew(what);
      if (isPlain(what, field, walk) || (await isFew)) {
        const found = await rows(walk);
        const last = found.length < walk.take ? undefined : found.at(-1);
        return { rows: found, next: last && source.place(last, walk.by) };
      }
      const { ids, next } = await walkOn(what, field, walk);
      return { rows: await load<Row>(model, listed.select, ids), next };
    },
    count(most) {
      const { model, accountId, byHolder, search } = listed;
      const fits = conditions.map(({ sql: { sql, values } }) => [sql, values.map(String)]);
      return keptCount(accountId, JSON.stringify([model, byHolder, search, fits, most]), async () => {
        const what = await asked();
        return what ? countFound(what, most) : { total: 0, isCapped: false };
      });
    },
    place: source.place,
  };
}

// More numbers in one list than this would go the slow way through Prisma.
const mostLoaded = 100;

async function load<Row extends { readonly id: number }>(
  model: object,
  select: object,
  ids: readonly number[],
): Promise<Row[]> {
  const { findMany } = model as { findMany(args: object): PromiseLike<readonly Row[]> };
  const byId = new Map<number, Row>();
  for (let from = 0; from < ids.length; from += mostLoaded)
    for (const row of await findMany({ where: { id: { in: ids.slice(from, from + mostLoaded) } }, select }))
      byId.set(row.id, row);
  return ids.flatMap((id) => byId.get(id) ?? []);
}

// Nothing when some word is held by no row, or when there is no word in what was searched for.
async function withTerms(listed: Listed, conditions: readonly Condition[]): Promise<Asked | undefined> {
  const { model, accountId, byHolder = false, search } = listed;
  const place = { model, accountId, byHolder };
  if (search === undefined) return { ...place, conditions, terms: [] };
  const terms = await measureTerms(place, searchWords(search).slice(0, mostWords));
  return terms.length ? { ...place, conditions, terms } : undefined;
}

// Found by one index, in its order: such a page is one call. Not so behind a place within bounds, where there are two beginnings.
function isPlain(asked: Asked, field: string, { from }: Walk): boolean {
  const along = walkedConditions(asked, field);
  return (
    asked.terms.length === 0 && along.length === asked.conditions.length && (!from || along.every(isExact))
  );
}

async function findIds(asked: Asked, field: string, walk: Walk): Promise<number[]> {
  const order = orderOf(asked, field, walk);
  const along = walkedConditions(asked, field);
  const page = async (sql: Sql) => (await select(sql)).map(([id]) => Number(id));
  if (asked.terms.length === 0 && along.length === asked.conditions.length)
    return page(walkList(asked, order, along));
  const [rarest] = await leadsOf(asked, few);
  if (rarest && rarest.size <= fewWithWords) return page(gather(asked, order, rarest));
  for (const most of asked.terms.length > 0 && field !== "createdAt" ? walks.slice(0, 1) : walks) {
    const found = await page(walkList(asked, order, along, most));
    if (found.length === walk.take) return found;
  }
  const isKnown = asked.terms.length === 0 && isCovered(asked.model, field, fieldsOf(asked));
  const [best] = await leadsOf(asked, isKnown ? fewerThanAll : mostGathered);
  return page(best ? gather(asked, order, best) : walkList(asked, order, along));
}

async function isAboutFew(asked: Asked): Promise<boolean> {
  const [best] = await leadsOf(asked, few);
  return best !== undefined && best.size <= few;
}

// Whoever wants all of a list gains nothing by gathering and sorting, which would begin anew at every step: so many rows are tested one after the other.
async function walkOn(
  asked: Asked,
  field: string,
  walk: Walk,
): Promise<{ ids: number[]; next: Step<unknown>["next"] }> {
  const walked = await select(testedList(asked, orderOf(asked, field, walk), walkedConditions(asked, field)));
  const [id, place = null] = (walked.length < walk.take ? undefined : walked.at(-1)) ?? [];
  const isTime = describe(asked.model).fields[field]?.type === "DateTime";
  const value = isTime ? isoTime(String(place)) : typeof place === "string" ? place : Number(place);
  return {
    ids: walked.flatMap(([id, , fits]) => (Number(fits) === 1 ? [Number(id)] : [])),
    next: id === undefined ? undefined : { id: Number(id), value },
  };
}

const fieldsOf = ({ conditions }: Asked) => conditions.map(({ field }) => field);

// What an index in the order of the walk narrows by itself: bounds of what it is sorted by, and the field that stands before that in an index.
function walkedConditions({ model, conditions }: Asked, field: string): readonly Condition[] {
  const ahead = conditions.filter(
    (condition) => isExact(condition) && condition.field !== field && hasIndex(model, condition.field, field),
  );
  return [...ahead.slice(0, 1), ...conditions.filter((condition) => condition.field === field)];
}

const isExact = ({ lower, upper }: Condition) => !lower && !upper;

// The rarest first. A filter that more rows fit than are counted is no lead; a word that many hold is one still, as only its index says who does.
async function leadsOf(asked: Asked, most: number): Promise<readonly Lead[]> {
  const leads: Lead[] = asked.terms.map((term) => ({ term, size: term.size }));
  for (const condition of asked.conditions.filter(isIndexed(asked))) {
    const size = await countUpTo(asked, condition, most);
    if (size <= most) leads.push({ condition, size });
  }
  // Two that nobody counted are equal: their difference is no number.
  return leads.sort((a, b) => (a.size === b.size ? 0 : a.size - b.size));
}

async function countUpTo(asked: Asked, condition: Condition, most: number): Promise<number> {
  const found = build`SELECT 1 FROM ${tableOf(asked)} t WHERE ${living(asked)} AND ${condition.sql} LIMIT ${limit(most + 1)}`;
  const [[counted = 0] = []] = await select(build`SELECT COUNT(*) FROM (${found}) found`);
  return Number(counted);
}

/** How a page is sorted: by a column, which is called `place` in what was gathered, and from where on. */
interface Order {
  readonly column: string;
  readonly take: number;
  readonly direction: "asc" | "desc";
  by(column: string): Sql;
  behind(column: string): Sql;
}

function orderOf({ model }: Asked, field: string, { direction, from, take }: Walk): Order {
  const { column = "id", type } = describe(model).fields[field] ?? {};
  const value =
    type === "DateTime" && typeof from?.value === "string" ? from.value.replace("Z", "+00:00") : from?.value;
  const sign = direction === "asc" ? ">" : "<";
  return {
    column,
    take,
    direction,
    by: (place) => part(`t.${place} ${direction}, t.id ${direction}`),
    behind: (place) =>
      from && value !== undefined
        ? part(` AND (t.${place}, t.id) ${sign} (?, ?)`, [value, from.id])
        : part(""),
  };
}

// Goes through the list in its order, not more than so many rows of it, and keeps what fits. A query within another that has a limit is
// carried out as it stands, by either engine.
function walkList(asked: Asked, order: Order, along: readonly Condition[], most = endless): Sql {
  const walked = partOfList(asked, order, along, most);
  return build`SELECT t.id FROM (${walked}) t WHERE ${tests(asked)} ORDER BY ${order.by("place")} LIMIT ${limit(order.take)}`;
}

// Goes through as many rows of the list as are wanted, and says of each whether it fits.
function testedList(asked: Asked, order: Order, along: readonly Condition[]): Sql {
  const walked = partOfList(asked, order, along, order.take);
  return build`SELECT t.id, t.place, CASE WHEN ${tests(asked)} THEN 1 ELSE 0 END FROM (${walked}) t ORDER BY ${order.by("place")}`;
}

function partOfList(asked: Asked, order: Order, along: readonly Condition[], most: number): Sql {
  const narrowed = along.map((condition) => boundFrom(condition, order));
  const rows = build`SELECT ${columnsFor(asked, order)} FROM ${tableOf(asked)} t WHERE ${join([living(asked), ...narrowed], " AND ")}${order.behind(order.column)}`;
  return build`${rows} ORDER BY ${order.by(order.column)} LIMIT ${limit(most)}`;
}

// Behind a place in the list, the index begins there: of two beginnings SQLite might take the wrong one, and walk over all pages before.
function boundFrom({ sql, lower, upper }: Condition, order: Order): Sql {
  if ((!lower && !upper) || order.behind("id").values.length === 0) return sql;
  return (order.direction === "asc" ? upper : lower) ?? part("1 = 1");
}

// Takes all that a lead finds, and sorts what fits the rest too.
function gather(asked: Asked, order: Order, lead: Lead): Sql {
  if ("condition" in lead) {
    const rows = build`SELECT ${columnsFor(asked, order)} FROM ${tableOf(asked)} t WHERE ${living(asked)} AND ${lead.condition.sql} LIMIT ${limit(endless)}`;
    const rest = build`${tests(asked)}${order.behind("place")} ORDER BY ${order.by("place")} LIMIT ${limit(order.take)}`;
    return build`SELECT t.id FROM (${rows}) t WHERE ${rest}`;
  }
  const placed = placedByTerm(asked, lead.term, foundByTerm(asked, lead.term), order.column);
  const rest = build`t.place IS NOT NULL${order.behind("place")} ORDER BY ${order.by("place")} LIMIT ${limit(order.take)}`;
  return build`WITH placed AS MATERIALIZED (${placed}) SELECT t.id FROM placed t WHERE ${rest}`;
}

// Of what a term found, the place in the list of each row that fits all the rest; no place for others.
function placedByTerm(asked: Asked, term: Term, found: Sql, column: string): Sql {
  const others = asked.terms.filter((other) => other !== term).map((other) => testOfTerm(asked, other));
  // A number and a time are all that is needed to look for words, and to stand in order of time.
  if (
    column === "created_at" &&
    asked.conditions.length === 0 &&
    asked.terms.every((other) => other === term || other.holders === 0)
  )
    return build`SELECT t.id, CASE WHEN ${join([part("1 = 1"), ...others], " AND ")} THEN t.created_at END AS place FROM (${found}) t`;
  const fits = join(
    [part("t.id = f.id"), living(asked), ...asked.conditions.map(({ sql }) => sql), ...others],
    " AND ",
  );
  // A join would let PostgreSQL read the whole table instead of looking up each row.
  return build`SELECT f.id, (SELECT t.${part(column)} FROM ${tableOf(asked)} t WHERE ${fits}) AS place FROM (${found}) f`;
}

async function countFound(asked: Asked, most: number) {
  const { terms, conditions } = asked;
  if (terms.length === 0) return countFitting(asked, most);
  const [rarest, ...others] = await leadsOf(asked, mostTested);
  if (!rarest) return { total: 0, isCapped: false };
  if ("condition" in rarest) return countFitting(asked, most, rarest.condition);
  const isAlone = others.length === 0 && conditions.length === 0;
  if (isAlone && rarest.term.rows > most) return { total: most, isCapped: true };
  const bound = isAlone ? most : mostTested;
  const found = foundByTerm(asked, rarest.term, bound + 1);
  const placed = isAlone
    ? build`SELECT id, 1 AS place FROM (${found}) f`
    : placedByTerm(asked, rarest.term, found, "created_at");
  const [[looked = 0, total = 0] = []] = await select(
    build`WITH placed AS MATERIALIZED (${placed}) SELECT COUNT(*), COUNT(place) FROM placed`,
  );
  // What was not looked at may fit as well: there are at least so many.
  const isCapped = Number(looked) > bound || (await isHeldByMore(asked, rarest.term, bound));
  return { total: Math.min(Number(total), most), isCapped };
}

// Counts along one index: the one that knows all that is asked and is narrowed by a part of it, or from a lead that is few, or else as far as is looked.
async function countFitting(asked: Asked, most: number, lead?: Condition) {
  const fields = fieldsOf(asked);
  const known = asked.conditions.find(({ field }) => isCovered(asked.model, field, fields));
  const isKnown =
    asked.terms.length === 0 && (known !== undefined || isCovered(asked.model, undefined, fields));
  const first =
    known ??
    lead ??
    (await fewLead(asked)) ??
    (isKnown ? undefined : asked.conditions.find(isIndexed(asked)));
  const rest = asked.conditions.filter((condition) => condition !== first);
  const isAlone = rest.length === 0 && asked.terms.length === 0;
  const bound = isAlone ? most : isKnown ? mostTestedInIndex : mostTested;
  const narrowed = join([living(asked), ...(first ? [first.sql] : [])], " AND ");
  const rows = build`SELECT ${columnsFor({ ...asked, conditions: rest })} FROM ${tableOf(asked)} t WHERE ${narrowed} LIMIT ${limit(bound + 1)}`;
  const fits = build`CASE WHEN ${tests({ ...asked, conditions: rest })} THEN 1 END`;
  const [[looked = 0, total = 0] = []] = await select(
    build`SELECT COUNT(*), COUNT(${fits}) FROM (${rows}) t`,
  );
  return { total: Math.min(Number(total), most), isCapped: Number(looked) > bound || Number(total) > most };
}

async function fewLead(asked: Asked): Promise<Condition | undefined> {
  const [rarest] = await leadsOf({ ...asked, terms: [] }, mostTested);
  return rarest && "condition" in rarest ? rarest.condition : undefined;
}

const isIndexed =
  ({ model }: Asked) =>
  ({ field }: Condition) =>
    hasIndex(model, field);

// What the tests of a row, and its place in the order, have to know of it.
function columnsFor({ model, conditions, terms }: Asked, order?: Order): Sql {
  const { fields } = describe(model);
  const tested = conditions.map(({ field }) => fields[field]?.column ?? "id");
  const columns = new Set([
    "id",
    ...tested,
    ...(terms.some(({ holders }) => holders > 0) ? ["user_id"] : []),
  ]);
  const place = order ? `, t.${order.column} AS place` : "";
  return part(`${[...columns].map((column) => `t.${column}`).join(", ")}${place}`);
}

const tests = (asked: Asked) =>
  join(
    [
      part("1 = 1"),
      ...asked.conditions.map(({ sql }) => sql),
      ...asked.terms.map((term) => testOfTerm(asked, term)),
    ],
    " AND ",
  );

const living = ({ accountId }: Place) => part("t.account_id = ? AND t.deleted_at IS NULL", [accountId]);
const tableOf = ({ model }: Place) => part(describe(model).table);
const limit = (rows: number) => part(String(rows));

const endless = 2_000_000_000;
