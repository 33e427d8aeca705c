import { describe } from "./schema.ts";

const longestWord = 50;
const mostWords = 20;

/** The words of a text by which it is found: lower case, without accents, split at all that is no letter or digit. */
export function searchWords(...texts: readonly string[]): string[] {
  const words = texts.flatMap((text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .split(/[^\p{L}\p{N}]+/u)
      .map((word) => [...word].slice(0, longestWord).join("")),
  );
  return [...new Set(words)].filter(Boolean).slice(0, mostWords);
}

/** The fields of a model by whose words its rows are found; none for most models. */
export function searchedFields(model: string): readonly string[] {
  const known = searched.get(model);
  if (known) return known;
  const fields = Object.entries(describe(model).fields);
  const names = fields.filter(([, field]) => field.searched).map(([name]) => name);
  searched.set(model, names);
  return names;
}

const searched = new Map<string, readonly string[]>();

/** The words by which a row is found. */
export function wordsOfRow(model: string, row: Readonly<Record<string, unknown>>): string[] {
  return searchWords(
    ...searchedFields(model)
      .map((field) => row[field])
      .filter((value) => typeof value === "string"),
  );
}
