import type { SqlValue } from "@/lib/db/client.ts";
import { describe, type ModelName } from "@/lib/db/schema.ts";
import { type ListSource, placeIn, type Walk } from "@/lib/list-page.ts";
import { searchWords } from "./search-words.ts";
import { build, join, part, type Sql, select } from "./sql-parts.ts";
import { holdsToo, isHeldByMore, measureTerms, type Place, type Term, withWords } from "./terms.ts";

/** What is searched, and how the rows found are read. */
export interface Searched<Row> extends Place {
  readonly search: string;
  /** Narrows what is found: each field is equal to a value, or one of a list (`in`). */
  readonly where: readonly object[];
  /** The field behind each sort. */
  readonly fields: Readonly<Record<string, string>>;
  load(ids: readonly number[]): PromiseLike<readonly Row[]>;
}

// How far such a walk goes at first, and then: when it has not filled its page by then, what is looked for stands close together, elsewhere.
const walks = [4_000, 40_000];
// To count, no more rows than this are looked at one by one.
const mostTested = 4_000;
const mostWords = 8;

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

async function findIds<Row>(searched: Searched<Row>, terms: readonly Term[], walk: Walk): Promise<number[]> {
  const [rarest, ...others] = terms;
  if (!rarest) return [];
  for (const length of rarest.isMany ? walks : []) {
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
  const isCapped = Number(looked) > bound || (await isHeldByMore(searched, rarest, bound));
  return { total: Math.min(Number(total), most), isCapped };
}

const isNarrowed = <Row>({ where }: Searched<Row>) => where.some((condition) => Object.keys(condition).length > 0);

// Of what was found, the place in the list of each row that fits all the rest; no place for others.
function placedIn<Row>(searched: Searched<Row>, found: Sql, others: readonly Term[], column: string): Sql {
  const tests = others.map((term) => test(searched, term));
  // A number and a time are all that is needed to look for words, and to stand in order of time.
  if (column === "created_at" && !isNarrowed(searched) && others.every(({ holders }) => holders === 0))
    return build`SELECT t.id, CASE WHEN ${join([part("1 = 1"), ...tests], " AND ")} THEN t.created_at END AS place FROM (${found}) t`;
  const fits = join([part("t.id = f.id"), conditions(searched), ...tests], " AND ");
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
    return build`(${join([...own, ...held], " OR ")})`;
  });
  return join(tests, " AND ");
}

function conditions<Row>({ model, accountId, where }: Searched<Row>): Sql {
  const { fields } = describe(model);
  const narrowed = where
    .flatMap((condition) => Object.entries(condition))
    .map(([field, value]): Sql => {
      const column = `t.${fields[field]?.column}`;
      const list = (value as { in?: readonly SqlValue[] }).in;
      return list ? part(`${column} IN (${list.map(() => "?").join(", ")})`, list) : part(`${column} = ?`, [value as SqlValue]);
    });
  return join([part("t.account_id = ? AND t.deleted_at IS NULL", [accountId]), ...narrowed], " AND ");
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
