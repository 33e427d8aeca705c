import { parseRowId } from "@/lib/fields/row-id.ts";

/** The values of a filter: one of some words, the id of a row, an amount in minor units from 0, or a
 *  day such as "2026-01-31". */
export type FilterRule = readonly string[] | "id" | "amount" | "day";

/** The filters and sorts of a list. Each sort has the direction it begins in and what it compares.
 *  The first sort is the default. */
export interface ListRules {
  readonly filters: Readonly<Record<string, FilterRule>>;
  readonly sorts: Readonly<Record<string, readonly [Direction, "text" | "time" | "number"]>>;
  readonly searched: boolean;
  /** Further parameters that links keep, such as columns. Each is a list of words with commas. */
  readonly kept?: readonly string[];
}

export type Direction = "asc" | "desc";

/** The name and value of each filter that is set. */
export type FilterValues<Rules extends ListRules> = {
  readonly [F in keyof Rules["filters"]]?: ValueOf<Rules["filters"][F]>;
};

type ValueOf<Rule extends FilterRule> = Rule extends readonly (infer Word)[]
  ? Word
  : Rule extends "day"
    ? string
    : number;

/** What to show of a list. At most one of `after`, `before` and `end` is set. The first page has
 *  none of them. */
export interface ListQuery<Rules extends ListRules = ListRules> {
  readonly search?: string;
  readonly filters: FilterValues<Rules>;
  readonly sort: { readonly by: keyof Rules["sorts"] & string; readonly direction: Direction };
  readonly after?: Cursor;
  readonly before?: Cursor;
  readonly end?: "first" | "last";
  readonly pageSize: number;
  /** The further parameters, as they were given. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** The place of a row in a sorted list: the value of the sort, and the id. */
export interface Cursor {
  readonly value: string | number;
  readonly id: number;
}

/** The parameters of a URL, as pages (a record) or route handlers (URLSearchParams) get them. */
export type UrlParameters =
  | URLSearchParams
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export const defaultPageSize = 25;
export const maxPageSize = 100;
export const maxSearchLength = 100;

/** Parses the query in a URL. Never throws: an invalid value counts as absent, and of a repeated name
 *  the first value counts. */
export function parseListQuery<const Rules extends ListRules>(
  rules: Rules,
  parameters: UrlParameters,
): ListQuery<Rules> {
  const value = (name: string) => firstValue(parameters, name);
  const search = rules.searched ? parseSearch(value("search")) : undefined;
  const sort = parseSort(rules, value("sort"));
  return {
    ...(search !== undefined && { search }),
    filters: parseFilters(rules, value),
    sort,
    ...parsePlace(rules, sort, value),
    pageSize: parsePageSize(value("pageSize")),
    ...parseKept(rules, value),
  };
}

function firstValue(parameters: UrlParameters, name: string): string | undefined {
  if (parameters instanceof URLSearchParams) return parameters.get(name) ?? undefined;
  const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const first = typeof given === "object" ? given[0] : given;
  return typeof first === "string" ? first : undefined;
}

function parseSearch(text = ""): string | undefined {
  const plain = text
    .toWellFormed()
    .replace(/[\0\r\n]/g, " ")
    .trim()
    .slice(0, maxSearchLength)
    .trim();
  return plain.toWellFormed() || undefined;
}

function parseSort<Rules extends ListRules>({ sorts }: Rules, text = ""): ListQuery<Rules>["sort"] {
  const [usual = ""] = Object.keys(sorts);
  const by = text.replace(/^-/, "");
  if (!Object.hasOwn(sorts, by)) return { by: usual, direction: sorts[usual]?.[0] ?? "asc" };
  return { by, direction: text.startsWith("-") ? "desc" : "asc" };
}

function parseFilters<Rules extends ListRules>(
  rules: Rules,
  value: (name: string) => string | undefined,
): FilterValues<Rules> {
  const parsed: Record<string, string | number> = {};
  for (const [name, rule] of Object.entries(rules.filters)) {
    const parsedValue = filterValue(rule, value(name) ?? "");
    if (parsedValue !== undefined) parsed[name] = parsedValue;
  }
  return parsed as FilterValues<Rules>;
}

function filterValue(rule: FilterRule, text: string): string | number | undefined {
  if (rule === "id") return parseRowId(text);
  if (rule === "amount") return isAmount(text) ? Number(text) : undefined;
  if (rule === "day") return isTime(`${text}T00:00:00.000Z`) ? text : undefined;
  return rule.includes(text) ? text : undefined;
}

const maxNumber = 2_147_483_647;

const isAmount = (text: string) => /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= maxNumber;

function parsePlace(
  { sorts }: ListRules,
  sort: ListQuery["sort"],
  value: (name: string) => string | undefined,
): Pick<ListQuery, "after" | "before" | "end"> {
  const compared = sorts[sort.by]?.[1] ?? "number";
  const after = readCursor(sort, compared, value("after"));
  if (after) return { after };
  const before = readCursor(sort, compared, value("before"));
  if (before) return { before };
  const end = value("end");
  return end === "first" || end === "last" ? { end } : {};
}

function parseKept(
  { kept = [] }: ListRules,
  value: (name: string) => string | undefined,
): Pick<ListQuery, "kept"> {
  const said = kept
    .map((name) => [name, value(name) ?? ""] as const)
    .filter(([, text]) => /^[A-Za-z,]{1,200}$/.test(text));
  return said.length > 0 ? { kept: Object.fromEntries(said) } : {};
}

function parsePageSize(text = ""): number {
  return /^[1-9]\d{0,2}$/.test(text) ? Math.min(Number(text), maxPageSize) : defaultPageSize;
}

const cursorVersion = 1;

/** Writes a cursor for a URL. It is valid only for the sort it was made under. */
export function writeCursor(sort: ListQuery["sort"], { value, id }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([cursorVersion, sort.by, sort.direction, value, id]));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

type Compared = ListRules["sorts"][string][1];

function readCursor(
  sort: ListQuery["sort"],
  compared: Compared,
  text: string | undefined,
): Cursor | undefined {
  if (text === undefined || !/^[\w-]{1,1000}$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return cursorOf(sort, compared, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

function cursorOf(sort: ListQuery["sort"], compared: Compared, parts: unknown): Cursor | undefined {
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [version, by, direction, value, id] = parts as readonly unknown[];
  const isOfThisList = version === cursorVersion && by === sort.by && direction === sort.direction;
  return isOfThisList && isValue(compared, value) && isWhole(id) ? { value, id } : undefined;
}

function isValue(compared: Compared, value: unknown): value is string | number {
  if (compared === "number") return isWhole(value);
  if (typeof value !== "string") return false;
  if (compared === "time") return isTime(value);
  // No database takes a zero byte in a text.
  return value.isWellFormed() && !value.includes("\0");
}

// A day like 30 February, or a year that no database takes, is not written as it was read.
const isTime = (value: string) =>
  /^[1-9]\d{3}-/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;

const isWhole = (value: unknown): value is number =>
  Number.isInteger(value) && Math.abs(value as number) <= maxNumber;

/** What a link changes in a query. Null removes a value. A change of the filters or the order goes back
 *  to the first page. */
export interface QueryChange {
  readonly search?: string | null;
  readonly filters?: Readonly<Record<string, string | number | null>>;
  readonly sort?: ListQuery["sort"];
  readonly kept?: Readonly<Record<string, string | null>>;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly end?: "first" | "last";
}

/** The link to a list with one change, such as "?status=active". Defaults are left out. */
export function hrefFor<Rules extends ListRules>(
  rules: Rules,
  query: ListQuery<Rules>,
  change: QueryChange = {},
): string {
  const parameters = new URLSearchParams();
  const search = change.search === undefined ? query.search : change.search;
  if (search) parameters.set("search", search);
  const filters: Readonly<Record<string, unknown>> = { ...query.filters, ...change.filters };
  for (const name of Object.keys(rules.filters))
    if (filters[name] !== undefined && filters[name] !== null) parameters.set(name, String(filters[name]));
  const sort = change.sort ?? query.sort;
  const [usual = ""] = Object.keys(rules.sorts);
  if (sort.by !== usual || sort.direction !== rules.sorts[usual]?.[0])
    parameters.set("sort", `${sort.direction === "desc" ? "-" : ""}${sort.by}`);
  if (query.pageSize !== defaultPageSize) parameters.set("pageSize", String(query.pageSize));
  const kept = { ...query.kept, ...change.kept };
  for (const name of rules.kept ?? []) if (kept[name]) parameters.set(name, kept[name]);
  for (const [name, place] of placeOf(query, change)) parameters.set(name, place);
  return `?${parameters}`;
}

function placeOf(query: ListQuery, change: QueryChange): (readonly [string, string])[] {
  if (change.after) return [["after", change.after]];
  if (change.before) return [["before", change.before]];
  if (change.end) return change.end === "last" ? [["end", "last"]] : [];
  const isMoved = ["search", "filters", "sort", "after", "before"].some((part) => part in change);
  if (isMoved) return [];
  if (query.after) return [["after", writeCursor(query.sort, query.after)]];
  if (query.before) return [["before", writeCursor(query.sort, query.before)]];
  return query.end === "last" ? [["end", "last"]] : [];
}
