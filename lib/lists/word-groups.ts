import { describe } from "@/lib/db/schema.ts";
import { searchFault, searchTerms } from "@/lib/db/search/search-words.ts";
import { countEach, join, raw, type Sql, sql } from "@/lib/db/sql.ts";

/** Words of a search, which must all begin words of a row, or of what it belongs to. */
export interface WordGroup {
  /** Whether a row of a table or subquery with this name has them. */
  test(of: string): Sql;
  /** The ids of the rows that have them, up to a limit. An id may occur twice. */
  ids(limit: number): Sql;
}

type Place = "Card" | "User" | "Merchant";

/** Where the rows of each list have words: the column with the id of what has them. */
const places = {
  Card: { Card: "id", User: "user_id" },
  User: { User: "id" },
  Transaction: { Merchant: "merchant_id", Card: "card_id", User: "user_id" },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Place, string>>>>>;

/** The lists that words find rows of. */
export type SearchedList = keyof typeof places;

/** The columns of a list by which words find its rows. */
export const wordColumns = (model: SearchedList): readonly string[] => Object.values(places[model]);

/** Where rows have a word of a search: words in one place that must all be there. */
interface Way {
  readonly place: Place;
  readonly words: readonly string[];
}

/** The words of a search. Those that rows can have in one way only form one group for each place,
 *  because few rows may have all of them. Undefined when some word occurs nowhere, and for a search
 *  with a fault, because a part of it would find other rows. */
export async function wordGroups(
  model: SearchedList,
  accountId: number,
  search: string,
  byHolder: boolean,
): Promise<WordGroup[] | undefined> {
  if (searchFault(search) !== undefined) return undefined;
  const { table } = describe(model);
  const columns: Readonly<Partial<Record<Place, string>>> = places[model];
  const all = (Object.keys(columns) as Place[]).filter(
    (place) => byHolder || place !== "User" || model === "User",
  );
  const terms = searchTerms(search).map((ways) =>
    ways.flatMap((words) => all.map((place): Way => ({ place, words }))),
  );
  const counts = await countEach(terms.flat().map((way) => sql`${having(way)} LIMIT 1`));
  let at = 0;
  const found = terms.map((ways) => ways.filter(() => counts[at++]));
  if (found.length === 0 || found.some((ways) => ways.length === 0)) return undefined;
  const only = found.flatMap((ways) => (ways.length === 1 ? ways : []));
  const inOne = all.map((place) => ({
    place,
    words: only.filter((way) => way.place === place).flatMap(({ words }) => words),
  }));
  return [
    ...found.filter((ways) => ways.length > 1),
    ...inOne.filter(({ words }) => words.length > 0).map((way) => [way]),
  ].map((ways) => ({
    test: (of: string) =>
      sql`(${join(
        ways.map(({ place, words }) => {
          const id = `${of}.${columns[place]}`;
          return sql`(${join(
            words.map((word) => hasWord(place, word, id)),
            " AND ",
          )})`;
        }),
        " OR ",
      )})`,
    ids: (limit: number) =>
      join(
        ways.map((way) => sql`SELECT id FROM (${idsIn(way, limit)}) one`),
        " UNION ALL ",
      ),
  }));

  // The rows of one place that have all the words, found by the first.
  function having({ place, words: [first = "", ...others] }: Way): Sql {
    const tests = others.map((word) => hasWord(place, word, "w.target_id"));
    return sql`SELECT w.target_id AS id FROM search_words w WHERE ${join([beginsWith("w", place, first), ...tests], " AND ")}`;
  }

  function idsIn(way: Way, limit: number): Sql {
    const end = raw(`LIMIT ${limit}`);
    if (columns[way.place] === "id") return sql`${having(way)} ${end}`;
    const own = sql`${raw(table)}.account_id = ${accountId} AND ${raw(`${table}.deleted_at`)} IS NULL`;
    const held = sql`${own} AND ${raw(`${table}.${columns[way.place]}`)} = one.id`;
    return sql`SELECT ${raw(`${table}.id FROM`)} (${having(way)}) one CROSS JOIN ${raw(table)} WHERE ${held} ${end}`;
  }

  // Not EXISTS: PostgreSQL would turn it into a join that reads all words before the first row.
  function hasWord(place: Place, word: string, id: string): Sql {
    return sql`(SELECT COUNT(*) FROM search_words o WHERE ${beginsWith("o", place, word)} AND o.target_id = ${raw(id)}) > 0`;
  }

  // Words consist of letters and digits, which all sort before the last character of Unicode.
  function beginsWith(name: string, place: Place, word: string): Sql {
    const range = sql`${raw(name)}.word >= ${word} AND ${raw(name)}.word < ${`${word}\u{10FFFF}`}`;
    return sql`${raw(name)}.account_id = ${accountId} AND ${raw(name)}.target_type = ${place} AND ${range}`;
  }
}
