import { connection, type SqlValue } from "@/lib/db/client.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { type ListSource, placeIn, type Walk } from "@/lib/list-page.ts";
import { searchWords } from "./search-words.ts";

/** What is searched, and how the rows found are read. */
export interface Searched<Row> {
  readonly model: "Card" | "User";
  readonly accountId: number;
  readonly search: string;
  /** Cards are also found by the words of who holds them. */
  readonly byHolder?: boolean;
  /** Narrows what is found: each field is equal to a value, or one of a list (`in`). */
  readonly where: readonly object[];
  /** The field behind each sort. */
  readonly fields: Readonly<Record<string, string>>;
  load(ids: readonly number[]): PromiseLike<readonly Row[]>;
}

// Past so many rows that hold a word, walking the list and testing each row finds a page sooner than sorting all that hold it.
const manyRows = 10_000;
const manyHolders = 2_000;
// How far such a walk goes at first, and then: when it has not filled its page by then, what is looked for stands close together, elsewhere.
const walks = [4_000, 40_000];
// To count, no more rows than this are looked at one by one.
const mostTested = 4_000;
const mostWords = 8;

/** A piece of SQL with its parameters. */
interface Sql {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A list of the rows that hold every word of a search, each as the beginning of one of their words. */
export function searchSource<Row extends { readonly id: number }>(searched: Searched<Row>): ListSource<Row> {
  const words = searchWords(searched.search).slice(0, mostWords);
  let measured: Promise<readonly Term[]> | undefined;
  const measure = () => {
    measured ??= measureTerms(searched, words);
    return measured;
  };
  return {
    async rows(walk) {
      const ids = await findIds(searched, await measure(), walk);
      const rows = ids.length ? await searched.load(ids) : [];
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    async count(most) {
      return countFound(searched, await measure(), most);
    },
    place: (row, by) => placeIn(row, searched.fields[by] ?? "id"),
  };
}

/** Words that are looked for together, the rarest first: how many rows hold them all themselves, and how many people who may hold a card do.
 *  Both are counted only until they are many. */
interface Term {
  readonly words: readonly string[];
  readonly rows: number;
  readonly holders: number;
  /** About how many rows are found; infinite when nobody counted that far. */
  readonly size: number;
}

/** The terms of a search, the rarest first; none when some word is held by nobody. */
async function measureTerms<Row>(searched: Searched<Row>, words: readonly string[]): Promise<readonly Term[]> {
  const terms: Term[] = [];
  for (const word of words) terms.push(await measureTerm(searched, [word], true, searched.byHolder ?? false));
  const ofRows = terms.filter(({ holders }) => holders === 0);
  const ofHolders = terms.filter(({ rows }) => rows === 0);
  const ofBoth = terms.filter(({ rows, holders }) => rows > 0 && holders > 0);
  const together = [...ofBoth];
  for (const [group, isOfHolders] of [
    [ofRows, false],
    [ofHolders, true],
  ] as const) {
    const [first] = group.sort(bySize);
    if (first)
      together.push(
        group.length === 1
          ? first
          : await measureTerm(
              searched,
              group.flatMap((term) => term.words),
              !isOfHolders,
              isOfHolders,
            ),
      );
  }
  return together.some(({ rows, holders }) => rows + holders === 0) ? [] : together.sort(bySize);
}

const bySize = (a: Term, b: Term) => a.size - b.size;

async function measureTerm<Row>(
  { model, accountId }: Searched<Row>,
  words: readonly string[],
  inRows: boolean,
  inHolders: boolean,
): Promise<Term> {
  // A row may hold several words that begin so.
  const count = async (type: string, most: number) => {
    const found = build`${withWords(accountId, type, words)} LIMIT ${part(String(most + 1))}`;
    const [[places = 0, distinct = 0] = []] = await select(build`SELECT COUNT(*), COUNT(DISTINCT target_id) FROM (${found}) found`);
    return { counted: Number(distinct), isAll: Number(places) <= most };
  };
  const none = { counted: 0, isAll: true };
  const rows = inRows ? await count(model, manyRows) : none;
  const holders = inHolders ? await count("User", manyHolders) : none;
  // Each who holds cards may hold several.
  const size = rows.isAll && holders.isAll ? rows.counted + 4 * holders.counted : Number.POSITIVE_INFINITY;
  return { words, rows: rows.counted, holders: holders.counted, size };
}

// What holds each of some words: found by the first, and looked up by the others.
function withWords(accountId: number, type: string, [first = "", ...others]: readonly string[]): Sql {
  const tests = others.map((word) => build` AND ${holdsToo(accountId, type, word, "w.target_id")}`);
  return build`SELECT w.target_id, w.target_made FROM search_words w WHERE ${holds("w", accountId, type, first)}${join("", tests, "")}`;
}

// Not EXISTS, of which PostgreSQL makes a join that reads every row there is before the first comes out.
const holdsToo = (accountId: number, type: string, word: string, id: string) =>
  build`(SELECT COUNT(*) FROM search_words o WHERE ${holds("o", accountId, type, word)} AND o.target_id = ${part(id)}) > 0`;

async function findIds<Row>(searched: Searched<Row>, terms: readonly Term[], walk: Walk): Promise<number[]> {
  const [rarest, ...others] = terms;
  if (!rarest) return [];
  for (const length of rarest.size > manyRows ? walks : []) {
    const found = await select(walkList(searched, terms, walk, length));
    if (found.length === walk.take) return found.map(([id]) => Number(id));
  }
  return (await select(sortFound(searched, rarest, others, walk))).map(([id]) => Number(id));
}

// Goes through the list in its order, and keeps what holds every word.
function walkList<Row>(searched: Searched<Row>, terms: readonly Term[], walk: Walk, length: number): Sql {
  const { column, order, behind } = orderOf(searched, walk);
  const holder = part(terms.some(({ holders }) => holders > 0) ? ", t.user_id" : "");
  const listed = build`SELECT t.id, t.${part(column)} AS place${holder} FROM ${part(tableOf(searched.model))} t WHERE ${conditions(searched)}${behind(column)}`;
  const walked = build`${listed} ORDER BY ${order(column)} LIMIT ${part(String(length))}`;
  const tests = join(
    "",
    terms.map((term) => test(searched, term)),
    " AND ",
  );
  return build`SELECT t.id FROM (${walked}) t WHERE ${tests} ORDER BY ${order("place")} LIMIT ${part(String(walk.take))}`;
}

// Takes all that hold the rarest words, and sorts what holds the others too.
function sortFound<Row>(searched: Searched<Row>, rarest: Term, others: readonly Term[], walk: Walk): Sql {
  const { column, order, behind } = orderOf(searched, walk);
  const placed = placedIn(searched, candidates(searched, rarest), others, column);
  const rest = build`t.place IS NOT NULL${behind("place")} ORDER BY ${order("place")} LIMIT ${part(String(walk.take))}`;
  return build`WITH placed AS MATERIALIZED (${placed}) SELECT t.id FROM placed t WHERE ${rest}`;
}

async function countFound<Row>(searched: Searched<Row>, [rarest, ...others]: readonly Term[], most: number) {
  if (!rarest) return { total: 0, isCapped: false };
  const isAlone = others.length === 0 && !isNarrowed(searched);
  if (isAlone && rarest.rows > most) return { total: most, isCapped: true };
  const bound = isAlone ? most : mostTested;
  const found = candidates(searched, rarest, bound + 1);
  const placed = placedIn(searched, found, others, "created_at");
  const [[looked = 0, total = 0] = []] = await select(
    build`WITH placed AS MATERIALIZED (${isAlone ? build`SELECT id, 1 AS place FROM (${found}) f` : placed}) SELECT COUNT(*), COUNT(place) FROM placed`,
  );
  // What was not looked at may fit as well: there are at least so many.
  const isCapped = Number(looked) > bound || (await hasMorePeople(searched, rarest, bound));
  return { total: Math.min(Number(total), most), isCapped };
}

async function hasMorePeople<Row>({ accountId }: Searched<Row>, { words, holders }: Term, bound: number): Promise<boolean> {
  if (holders <= manyHolders) return false;
  const people = build`${withWords(accountId, "User", words)} LIMIT ${part(String(bound + 2))}`;
  const [[counted = 0] = []] = await select(build`SELECT COUNT(*) FROM (${people}) people`);
  return Number(counted) > bound + 1;
}

const isNarrowed = <Row>({ where }: Searched<Row>) => where.some((condition) => Object.keys(condition).length > 0);

// Of what was found, the place in the list of each row that fits all the rest; no place for others.
function placedIn<Row>(searched: Searched<Row>, found: Sql, others: readonly Term[], column: string): Sql {
  const tests = others.map((term) => test(searched, term));
  // A number and a time are all that is needed to look for words, and to stand in order of time.
  if (column === "created_at" && !isNarrowed(searched) && others.every(({ holders }) => holders === 0))
    return build`SELECT t.id, CASE WHEN ${join("", [part("1 = 1"), ...tests], " AND ")} THEN t.created_at END AS place FROM (${found}) t`;
  const fits = join("", [part("t.id = f.id"), conditions(searched), ...tests], " AND ");
  // A join would let PostgreSQL read the whole table instead of looking up each row.
  return build`SELECT f.id, (SELECT t.${part(column)} FROM ${part(tableOf(searched.model))} t WHERE ${fits}) AS place FROM (${found}) f`;
}

// What holds the words of a term: the rows themselves, and the cards of the people who do. With a bound, from each way so many at most.
function candidates<Row>({ model, accountId }: Searched<Row>, { words, rows, holders }: Term, most?: number): Sql {
  const bound = part(most === undefined ? "" : ` LIMIT ${most}`);
  const own = build`target_id AS id, target_made AS created_at FROM (${withWords(accountId, model, words)}${bound}) own`;
  if (holders === 0) return build`SELECT DISTINCT ${own}`;
  const people = build`SELECT DISTINCT target_id AS id FROM (${withWords(accountId, "User", words)}${bound}) people`;
  const account = part("c.account_id = ?", [accountId]);
  const held = build`SELECT c.id, c.created_at FROM (${people}) p CROSS JOIN cards c WHERE ${account} AND c.user_id = p.id AND c.deleted_at IS NULL${bound}`;
  return rows === 0 ? held : build`SELECT ${own} UNION SELECT id, created_at FROM (${held}) held`;
}

function test<Row>({ model, accountId }: Searched<Row>, { words, rows, holders }: Term): Sql {
  const tests = words.map((word) => {
    const own = rows > 0 ? [holdsToo(accountId, model, word, "t.id")] : [];
    const held = holders > 0 ? [holdsToo(accountId, "User", word, "t.user_id")] : [];
    return build`(${join("", [...own, ...held], " OR ")})`;
  });
  return join("", tests, " AND ");
}

// Words are nothing but letters and digits, so all that begin with one stand before it with the last character there is.
const holds = (table: "w" | "o", accountId: number, type: string, word: string): Sql =>
  part(`${table}.account_id = ? AND ${table}.target_type = ? AND ${table}.word >= ? AND ${table}.word < ?`, [
    accountId,
    type,
    word,
    `${word}\u{10FFFF}`,
  ]);

function conditions<Row>({ model, accountId, where }: Searched<Row>): Sql {
  const { fields } = describe(model);
  const narrowed = where
    .flatMap((part) => Object.entries(part))
    .map(([field, value]): Sql => {
      const column = `t.${fields[field]?.column}`;
      const list = (value as { in?: readonly SqlValue[] }).in;
      return list ? part(`${column} IN (${list.map(() => "?").join(", ")})`, list) : part(`${column} = ?`, [value as SqlValue]);
    });
  return join("", [part("t.account_id = ? AND t.deleted_at IS NULL", [accountId]), ...narrowed], " AND ");
}

function orderOf<Row>({ model, fields }: Searched<Row>, { by, direction, from }: Walk) {
  const { column = "id", type } = describe(model).fields[fields[by] ?? "id"] ?? {};
  const order = (place: string) => part(`t.${place} ${direction}, t.id ${direction}`);
  const value = type === "DateTime" && typeof from?.value === "string" ? from.value.replace("Z", "+00:00") : from?.value;
  const sign = direction === "asc" ? ">" : "<";
  const behind = (place: string) =>
    from && value !== undefined ? part(` AND (t.${place}, t.id) ${sign} (?, ?)`, [value, from.id]) : part("");
  return { column, order, behind };
}

const tableOf = (model: ModelName) => describe(model).table;

const part = (sql: string, values: readonly SqlValue[] = []): Sql => ({ sql, values });

function build(texts: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  return {
    sql: texts.map((text, at) => text + (parts[at]?.sql ?? "")).join(""),
    values: parts.flatMap(({ values }) => values),
  };
}

const join = (before: string, parts: readonly Sql[], between: string): Sql =>
  part(
    before + parts.map(({ sql }) => sql).join(between),
    parts.flatMap(({ values }) => values),
  );

const select = ({ sql, values }: Sql) => connection().plainSql(sql, values);
