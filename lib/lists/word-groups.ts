import { searchWords } from "@/lib/db/search/search-words.ts";
import { countEach, join, raw, type Sql, sql } from "@/lib/db/sql.ts";

/** Words of a search, which must all begin words of a row, or of the person who holds it. */
export interface WordGroup {
  /** Whether a row of a table or subquery with this name has them. */
  test(of: string): Sql;
  /** The ids of the rows that have them, up to a limit. An id may occur twice. */
  ids(limit: number): Sql;
}

type Place = "Card" | "User";

const maxWords = 8;

/** The words of a search. Those that occur only in rows, or only in holders, form one group,
 *  because few rows may have all of them. Undefined when some word occurs nowhere. */
export async function wordGroups(
  model: Place,
  accountId: number,
  search: string,
  byHolder: boolean,
): Promise<WordGroup[] | undefined> {
  const places: Place[] = byHolder ? [model, "User"] : [model];
  const words = searchWords(search).slice(0, maxWords);
  const pairs = words.flatMap((word) => places.map((place) => ({ word, place })));
  const counts = await countEach(pairs.map(({ word, place }) => sql`${having(place, [word])} LIMIT 1`));
  const placesOf = (word: string) =>
    pairs.filter((pair, n) => pair.word === word && counts[n]).map(({ place }) => place);
  const inBoth = words.filter((word) => placesOf(word).length === 2);
  const inOne = places.map((place) => words.filter((word) => placesOf(word).join() === place));
  const groups = [...inBoth.map((word) => [word]), ...inOne.filter((group) => group.length > 0)];
  if (words.length === 0 || groups.flat().length < words.length) return undefined;
  return groups.map((group) => {
    const within = placesOf(group[0] ?? "");
    const test = (of: string) => {
      const idOf = (place: Place) => `${of}.${place === model ? "id" : "user_id"}`;
      const either = (word: string) => within.map((place) => hasWord(place, word, idOf(place)));
      return join(
        group.map((word) => sql`(${join(either(word), " OR ")})`),
        " AND ",
      );
    };
    const ids = (limit: number) =>
      join(
        within.map((place) => sql`SELECT id FROM (${idsIn(place, group, limit)}) one`),
        " UNION ALL ",
      );
    return { test, ids };
  });

  // Those in one place that have all the words, found by the first.
  function having(place: Place, [first = "", ...others]: readonly string[]): Sql {
    const tests = others.map((word) => hasWord(place, word, "w.target_id"));
    return sql`SELECT w.target_id AS id FROM search_words w WHERE ${join([beginsWith("w", place, first), ...tests], " AND ")}`;
  }

  function idsIn(place: Place, group: readonly string[], limit: number): Sql {
    const end = raw(`LIMIT ${limit}`);
    if (place === model) return sql`${having(place, group)} ${end}`;
    const held = sql`cards.account_id = ${accountId} AND cards.user_id = person.id AND cards.deleted_at IS NULL`;
    return sql`SELECT cards.id FROM (${having(place, group)}) person CROSS JOIN cards WHERE ${held} ${end}`;
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
