import { searchFault, searchTerms } from "@/lib/db/search/search-words.ts";
import { countEach, join, raw, type Sql, sql } from "@/lib/db/sql.ts";

/** Words of a search, which must all begin words of a row, or of the person who holds it. */
export interface WordGroup {
  /** Whether a row of a table or subquery with this name has them. */
  test(of: string): Sql;
  /** The ids of the rows that have them, up to a limit. An id may occur twice. */
  ids(limit: number): Sql;
}

type Place = "Card" | "User";

/** Where rows have a word of a search: words in one place that must all be there. */
interface Way {
  readonly place: Place;
  readonly words: readonly string[];
}

/** The words of a search. Those that rows can have in one way only form one group for each place,
 *  because few rows may have all of them. Undefined when some word occurs nowhere, and for a search
 *  with a fault, because a part of it would find other rows. */
export async function wordGroups(
  model: Place,
  accountId: number,
  search: string,
  byHolder: boolean,
): Promise<WordGroup[] | undefined> {
  if (searchFault(search) !== undefined) return undefined;
  const places: Place[] = byHolder ? [model, "User"] : [model];
  const terms = searchTerms(search).map((ways) =>
    ways.flatMap((words) => places.map((place): Way => ({ place, words }))),
  );
  const counts = await countEach(terms.flat().map((way) => sql`${having(way)} LIMIT 1`));
  let at = 0;
  const found = terms.map((ways) => ways.filter(() => counts[at++]));
  if (found.length === 0 || found.some((ways) => ways.length === 0)) return undefined;
  const only = found.flatMap((ways) => (ways.length === 1 ? ways : []));
  const inOne = places.map((place) => ({
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
          const id = `${of}.${place === model ? "id" : "user_id"}`;
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
    if (way.place === model) return sql`${having(way)} ${end}`;
    const held = sql`cards.account_id = ${accountId} AND cards.user_id = person.id AND cards.deleted_at IS NULL`;
    return sql`SELECT cards.id FROM (${having(way)}) person CROSS JOIN cards WHERE ${held} ${end}`;
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
