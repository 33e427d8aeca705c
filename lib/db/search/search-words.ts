import { describe } from "../schema.ts";

const maxWordLength = 50;
const maxWords = 20;

/** The search words of a text: lower case, without accents, split at everything that is not a
 *  letter or digit. */
export function searchWords(...texts: readonly string[]): string[] {
  const words = texts.flatMap((text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .split(/[^\p{L}\p{N}]+/u)
      .map((word) => [...word].slice(0, maxWordLength).join("")),
  );
  return [...new Set(words)].filter(Boolean).slice(0, maxWords);
}

/** The fields of a model that the search uses. Most models have none. */
export function searchedFields(model: string): readonly string[] {
  const known = searched.get(model);
  if (known) return known;
  const fields = Object.entries(describe(model).fields);
  const names = fields.filter(([, field]) => field.searched).map(([name]) => name);
  searched.set(model, names);
  return names;
}

const searched = new Map<string, readonly string[]>();

/** The search words of a row. */
export function wordsOfRow(model: string, row: Readonly<Record<string, unknown>>): string[] {
  return searchWords(
    ...searchedFields(model)
      .map((field) => row[field])
      .filter((value) => typeof value === "string"),
  );
}
