import { describe } from "../schema.ts";
import { foldJoined } from "./fold.ts";

const maxWordLength = 50;
const maxWords = 12;

/** The most characters of a search. */
export const maxSearchLength = 100;

/** Why a search cannot be done as it is, in words for the person. To leave a part of it out would
 *  find rows that nobody searched for. */
export function searchFault(text: string): string | undefined {
  if ([...text.trim()].length > maxSearchLength)
    return `A search has at most ${maxSearchLength} characters. Shorten it.`;
  const terms = tokensOf(text);
  if (terms.length > maxWords) return `A search has at most ${maxWords} words. Leave some out.`;
  if (terms.some((parts) => [...parts.join("")].length > maxWordLength))
    return `A word of a search has at most ${maxWordLength} characters. Shorten it.`;
  return undefined;
}

/** The words of a search: for each, the ways in which a row can have it. Each way is one or more
 *  words that must all begin words of the row. "o'brien" is "obrien", or "brien" and "o". */
export function searchTerms(text: string): (readonly string[])[][] {
  return tokensOf(text).map((parts) =>
    parts.length === 1
      ? [parts]
      : // The longest word is in the fewest rows.
        [[parts.join("")], [...new Set(parts)].sort((a, b) => b.length - a.length)],
  );
}

/** The words by which texts are found. A word with hyphens or apostrophes is found by each part and
 *  by what begins at each part; a word of a script without spaces, from each of its characters
 *  on. All are cut to 50 characters. */
export function storedWords(...texts: readonly string[]): string[] {
  const words = texts
    .flatMap(tokensOf)
    .flatMap((parts) => [
      ...parts,
      ...parts.map((_, at) => parts.slice(at).join("")),
      ...parts.flatMap((part) => (spaceless.test(part) ? tailsOf(part) : [])),
    ]);
  return [...new Set(words.map((word) => [...word].slice(0, maxWordLength).join("")))];
}

const tailsOf = (word: string) => [...word].map((_, at, characters) => characters.slice(at).join(""));

// Scripts that put no spaces between words. Thai and its neighbors write vowels around the letters.
const scripts = ["Han", "Hiragana", "Katakana", "Bopomofo", "Yi", "Thai", "Lao", "Khmer", "Myanmar"];
const ofScripts = scripts.map((script) => `\\p{sc=${script}}`).join("");
const spaceless = new RegExp(`^[${ofScripts}ーｰ々〆]`, "u");
const runs = new RegExp(`[${ofScripts}ーｰ々〆]+|[^${ofScripts}ーｰ々〆]+`, "gu");

// Stands for a joint. It is of the private use area, where no letters are.
const joint = "\uE000";

/** The words of a text, each as its parts: "o'brien" has two, most have one. Where a word has
 *  characters of a script without spaces beside others, it is two words. */
function tokensOf(text: string): string[][] {
  const tokens = foldJoined(text, joint)
    .split(/[^\p{L}\p{N}\uE000]+/u)
    .flatMap((token) => {
      const parts = token.split(joint).flatMap((part) => part.match(runs) ?? []);
      return token.includes(joint) && parts.length > 0 ? [parts] : parts.map((part) => [part]);
    });
  return [...new Map(tokens.map((parts) => [parts.join(joint), parts])).values()];
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
  return storedWords(
    ...searchedFields(model)
      .map((field) => row[field])
      .filter((value) => typeof value === "string"),
  );
}
