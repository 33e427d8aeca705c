/** The values of a filter: one of some words, several of them with commas between, a text of a
 *  pattern and how to write it, the id of a row, an amount in minor units from 0, or a day such as
 *  "2026-01-31". */
export type FilterRule =
  | readonly string[]
  | { readonly several: readonly string[] }
  | { readonly pattern: RegExp; readonly format: string }
  | "id"
  | "amount"
  | "day";

/** The Prisma condition of a filter that takes several values. */
export const oneOf = <Word>(chosen: readonly Word[]): Word | { in: Word[] } =>
  chosen.length === 1 && chosen[0] !== undefined ? chosen[0] : { in: [...chosen] };

/** The filters and sorts of a list. Each sort has the direction it begins in and what it compares:
 *  a "integer" is a whole number that may be larger than an id. The first sort is the default. */
export interface ListRules {
  readonly filters: Readonly<Record<string, FilterRule>>;
  readonly sorts: Readonly<Record<string, readonly [Direction, "text" | "time" | "number" | "integer"]>>;
  readonly searched: boolean;
  /** What the ids of the rows are, where they are not numbers. */
  readonly ids?: "uuid";
  /** Further parameters that links keep, such as columns, and the words that each takes, with
   *  commas between them. */
  readonly kept?: Readonly<Record<string, readonly string[]>>;
}

export type Direction = "asc" | "desc";

/** The name and value of each filter that is set. */
export type FilterValues<Rules extends ListRules> = {
  readonly [F in keyof Rules["filters"]]?: ValueOf<Rules["filters"][F]>;
};

type ValueOf<Rule extends FilterRule> = Rule extends readonly (infer Word)[]
  ? Word
  : Rule extends { readonly several: readonly (infer Word)[] }
    ? readonly Word[]
    : Rule extends "day" | { readonly pattern: RegExp }
      ? string
      : number;
