import { parseRowId } from "@/lib/fields/row-id.ts";
import { isZone } from "@/lib/fields/time-zone.ts";
import { type Cursor, isTime, isWhole, readCursor, writeCursor } from "./cursor.ts";
import type { Direction, FilterRule, FilterValues, ListRules } from "./list-rules.ts";

/** What to show of a list. At most one of `after`, `before` and `end` is set. The first page has
 *  none of them. */
export interface ListQuery<Rules extends ListRules = ListRules> {
  readonly search?: string;
  readonly filters: FilterValues<Rules>;
  /** The time zone of the days in the filters, such as "Europe/Berlin". UTC when it is absent. */
  readonly zone?: string;
  readonly sort: { readonly by: keyof Rules["sorts"] & string; readonly direction: Direction };
  readonly after?: Cursor;
  readonly before?: Cursor;
  readonly end?: "first" | "last";
  readonly pageSize: number;
  /** For a program: a place with nothing behind it is an empty page. A person gets the page that is
   *  nearest to it, because an empty one would look like the whole list. */
  readonly isExact?: true;
  /** The further parameters, without the words that the list does not know. */
  readonly kept?: Readonly<Record<string, string>>;
}

/** The parameters of a URL, as pages (a record) or route handlers (URLSearchParams) get them. */
export type UrlParameters =
  | URLSearchParams
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export const defaultPageSize = 25;
export const maxPageSize = 100;

/** Parses the query in a URL. Never throws: an invalid value counts as absent, and of a repeated
 *  name the first value counts. A search is kept whole. `listFaults` says what was left out. */
export function parseListQuery<const Rules extends ListRules>(
  rules: Rules,
  parameters: UrlParameters,
): ListQuery<Rules> {
  const value = (name: string) => firstValue(parameters, name);
  const search = rules.searched ? parseSearch(value("search")) : undefined;
  const sort = parseSort(rules, value("sort"));
  const zone = hasDays(rules) ? (value("zone") ?? "") : "";
  return {
    ...(search !== undefined && { search }),
    filters: parseFilters(rules, value),
    ...(isZone(zone) && { zone }),
    sort,
    ...parsePlace(rules, sort, value),
    pageSize: parsePageSize(value("pageSize")),
    ...parseKept(rules, value),
  };
}

/** Whether a list has filters by day, which are days of a time zone. */
export const hasDays = ({ filters }: Pick<ListRules, "filters">) => Object.values(filters).includes("day");

function firstValue(parameters: UrlParameters, name: string): string | undefined {
  if (parameters instanceof URLSearchParams) return parameters.get(name) ?? undefined;
  const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  const first = typeof given === "object" ? given[0] : given;
  return typeof first === "string" ? first : undefined;
}

function parseSearch(text = ""): string | undefined {
  const plain = text.toWellFormed().replace(/[\0\r\n]/g, " ");
  return plain.trim() || undefined;
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
  const parsed: Record<string, FilterValue> = {};
  for (const [name, rule] of Object.entries(rules.filters)) {
    const parsedValue = filterValue(rule, value(name) ?? "");
    if (parsedValue !== undefined) parsed[name] = parsedValue;
  }
  return parsed as FilterValues<Rules>;
}

type FilterValue = string | number | readonly string[];

/** The value of a filter. Undefined when the text is none. */
export function filterValue(rule: FilterRule, text: string): FilterValue | undefined {
  if (rule === "id") return parseRowId(text);
  if (rule === "amount") return isAmount(text) ? Number(text) : undefined;
  if (rule === "day") return isTime(`${text}T00:00:00.000Z`) ? text : undefined;
  if ("several" in rule) return someOf(rule.several, text.split(","));
  if ("pattern" in rule) return rule.pattern.test(text) ? text : undefined;
  return rule.includes(text) ? text : undefined;
}

// In the order of the rule, so that one choice has one address.
const someOf = (words: readonly string[], chosen: readonly string[]) =>
  chosen.every((word) => words.includes(word)) ? words.filter((word) => chosen.includes(word)) : undefined;

const isAmount = (text: string) => /^(0|[1-9]\d{0,9})$/.test(text) && isWhole(Number(text));

function parsePlace(
  rules: ListRules,
  sort: ListQuery["sort"],
  value: (name: string) => string | undefined,
): Pick<ListQuery, "after" | "before" | "end"> {
  const after = readCursor(rules, sort, value("after"));
  if (after) return { after };
  const before = readCursor(rules, sort, value("before"));
  if (before) return { before };
  const end = value("end");
  return end === "first" || end === "last" ? { end } : {};
}

function parseKept(
  { kept = {} }: ListRules,
  value: (name: string) => string | undefined,
): Pick<ListQuery, "kept"> {
  const said = Object.entries(kept).flatMap(([name, allowed]) => {
    const words = (value(name) ?? "").split(",").filter((word) => allowed.includes(word));
    return words.length > 0 ? [[name, words.join()]] : [];
  });
  return said.length > 0 ? { kept: Object.fromEntries(said) } : {};
}

function parsePageSize(text = ""): number {
  return /^[1-9]\d{0,2}$/.test(text) ? Math.min(Number(text), maxPageSize) : defaultPageSize;
}

/** What a link changes in a query. Null removes a value. A change of the filters or the order goes
 *  back to the first page. */
export interface QueryChange {
  readonly search?: string | null;
  readonly filters?: Readonly<Record<string, FilterValue | null>>;
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
  const days = Object.keys(rules.filters).filter((name) => rules.filters[name] === "day");
  if (query.zone !== undefined && days.some((name) => parameters.has(name)))
    parameters.set("zone", query.zone);
  const sort = change.sort ?? query.sort;
  const [usual = ""] = Object.keys(rules.sorts);
  if (sort.by !== usual || sort.direction !== rules.sorts[usual]?.[0])
    parameters.set("sort", `${sort.direction === "desc" ? "-" : ""}${sort.by}`);
  if (query.pageSize !== defaultPageSize) parameters.set("pageSize", String(query.pageSize));
  const kept = { ...query.kept, ...change.kept };
  for (const name of Object.keys(rules.kept ?? {})) if (kept[name]) parameters.set(name, kept[name]);
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
