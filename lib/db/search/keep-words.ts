import { connection } from "../client.ts";
import type { SqlValue } from "../engines/database.ts";
import { searchedFields, wordsOfRow } from "./search-words.ts";
import { sortFields } from "./sort-texts.ts";

type AnyRow = Readonly<Record<string, unknown>>;

/** Updates the search words of a written row in the same unit of work. A deleted row gets none.
 *  `before` is the old row, if there was one. Does nothing when the words stay the same. */
export async function keepWords(model: string, before: AnyRow | null, after: AnyRow): Promise<void> {
  if (searchedFields(model).length > 0) await replaceWords(model, after, wordsFor(model, before));
}

/** Gives a row its search words instead of those that it had. */
export async function replaceWords(model: string, after: AnyRow, before: readonly string[]): Promise<void> {
  const [had, has] = [new Set(before), new Set(wordsFor(model, after))];
  await dropWords(
    model,
    after,
    [...had].filter((word) => !has.has(word)),
  );
  await addWords(
    model,
    after,
    [...has].filter((word) => !had.has(word)),
  );
}

const wordsFor = (model: string, row: AnyRow | null) =>
  row === null || row.deletedAt ? [] : wordsOfRow(model, row);

async function dropWords(model: string, { accountId, id }: AnyRow, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  const sql = `DELETE FROM search_words WHERE account_id = ? AND target_type = ? AND target_id = ? AND word IN (${listOf(words)})`;
  await connection().plainSql(sql, [accountId as number, model, id as number, ...words]);
}

async function addWords(
  model: string,
  { accountId, id, createdAt }: AnyRow,
  words: readonly string[],
): Promise<void> {
  if (words.length === 0) return;
  const rows = words.map(() => "(?, ?, ?, ?, ?)").join(", ");
  const made = (createdAt as Date).toISOString().replace("Z", "+00:00");
  const values: SqlValue[] = words.flatMap((word) => [accountId as number, model, word, made, id as number]);
  // Older rules may have given the row a word that it only gets now.
  await connection().plainSql(
    `INSERT INTO search_words (account_id, target_type, word, target_made, target_id) VALUES ${rows} ON CONFLICT DO NOTHING`,
    values,
  );
}

const listOf = (words: readonly string[]) => words.map(() => "?").join(", ");

/** Throws when a bulk update would leave search words or sorted texts out of date. */
export function refuseToSearched(model: string, change: object): void {
  const followed = [...searchedFields(model), ...sortFields(model).map(({ of }) => of)];
  const field = followed.find((name) => name in change);
  if (field) throw new Error(`${model}.${field} is searched: change it row by row, so that its words follow`);
}
