import { searchFault } from "@/lib/db/search/search-words.ts";
import { AppError } from "@/lib/errors.ts";
import { isZone } from "@/lib/fields/time-zone.ts";
import { readCursor } from "./cursor.ts";
import {
  filterValue,
  hasDays,
  type ListQuery,
  maxPageSize,
  parseListQuery,
  type UrlParameters,
} from "./list-query.ts";
import type { FilterRule, ListRules } from "./list-rules.ts";

/** A parameter in the address of a list that the list cannot follow, and what to write instead. */
export interface ListFault {
  readonly name: string;
  readonly value: string;
  readonly reason: string;
}

/** Parses the query of a program, such as the parameters of `/api/cards`. Throws INVALID_INPUT that
 *  names every parameter the list cannot follow, because ignoring one would give other rows than
 *  were asked for. */
export function requireListQuery<const Rules extends ListRules>(
  rules: Rules,
  parameters: URLSearchParams,
): ListQuery<Rules> {
  const faults = listFaults(rules, parameters);
  const [first] = faults;
  if (first) {
    const fields = Object.fromEntries(faults.map(({ name, reason }) => [name, reason]));
    throw new AppError("INVALID_INPUT", `${shortened(first)} is not part of this list. ${first.reason}`, {
      fields,
    });
  }
  return { ...parseListQuery(rules, parameters), isExact: true };
}

/** The parameters that a list cannot follow: unknown names, values that are none, and names that
 *  occur twice. An empty search is no search. */
export function listFaults(rules: ListRules, parameters: UrlParameters): ListFault[] {
  const seen = new Set<string>();
  return entriesOf(parameters).flatMap(([name, value]) => {
    const isSecondPlace = ends.has(name) && [...ends].some((end) => end !== name && seen.has(end));
    const reason = seen.has(name)
      ? `Give ${name.slice(0, 50)} only once.`
      : isSecondPlace
        ? `Use only one of ${[...ends].join(", ")}.`
        : faultOf(rules, parameters, name, value);
    seen.add(name);
    return reason === undefined ? [] : [{ name, value, reason }];
  });
}

/** The faults of a list as a whole, over all pages: those of the place in it do not count. */
export const faultsOfWhole = (rules: ListRules, parameters: UrlParameters): ListFault[] =>
  listFaults(rules, parameters).filter(({ name }) => !placeNames.has(name));

/** What a page left out of its address, and has to say. A form sends its empty fields too. */
export const droppedFilters = (rules: ListRules, parameters: UrlParameters): ListFault[] =>
  faultsOfWhole(rules, parameters).filter(({ value }) => value.trim() !== "");

/** A fault in short, such as "status=Frozen". */
export const shortened = ({ name, value }: ListFault) => `${name}=${value}`.slice(0, 80);

const ends = new Set(["after", "before", "end"]);
const placeNames = new Set([...ends, "pageSize"]);

function entriesOf(parameters: UrlParameters): (readonly [string, string])[] {
  if (parameters instanceof URLSearchParams) return [...parameters];
  return Object.entries(parameters).flatMap(([name, value]) =>
    (typeof value === "object" ? value : [value ?? []].flat()).map((one) => [name, one] as const),
  );
}

function faultOf(
  rules: ListRules,
  parameters: UrlParameters,
  name: string,
  value: string,
): string | undefined {
  if (Object.hasOwn(rules.filters, name)) return filterFault(rules.filters[name] ?? [], value);
  if (name === "search" && rules.searched) return searchFault(value);
  if (Object.hasOwn(rules.kept ?? {}, name)) return wordsFault(rules.kept?.[name] ?? [], value.split(","));
  if (name === "zone" && hasDays(rules))
    return isZone(value) ? undefined : "Use the name of a time zone, such as Europe/Berlin.";
  if (name === "sort") return wordsFault(sortsOf(rules), [value]);
  if (name === "end") return wordsFault(["first", "last"], [value]);
  if (name === "pageSize")
    return /^[1-9]\d{0,2}$/.test(value) && Number(value) <= maxPageSize
      ? undefined
      : `Use a whole number from 1 to ${maxPageSize}.`;
  if (name === "after" || name === "before") return cursorFault(rules, parameters, value);
  return `Use only ${namesOf(rules).join(", ")}.`;
}

const sortsOf = ({ sorts }: ListRules) => Object.keys(sorts).flatMap((name) => [name, `-${name}`]);

const namesOf = ({ filters, searched, kept = {} }: ListRules) => [
  ...(searched ? ["search"] : []),
  ...Object.keys({ ...filters, ...kept }),
  ...(hasDays({ filters }) ? ["zone"] : []),
  "sort",
  ...placeNames,
];

const formats = {
  id: "Use an id, such as 12.",
  amount: "Use a whole number of minor units, such as 125050.",
  day: "Use a day, such as 2026-01-31.",
} as const;

function filterFault(rule: FilterRule, value: string): string | undefined {
  if (filterValue(rule, value) !== undefined) return undefined;
  if (typeof rule === "string") return formats[rule];
  if ("pattern" in rule) return rule.format;
  return "several" in rule ? wordsFault(rule.several, value.split(",")) : wordsFault(rule, [value]);
}

const wordsFault = (allowed: readonly string[], given: readonly string[]) =>
  given.every((word) => allowed.includes(word)) ? undefined : `Use ${allowed.join(", ")}.`;

function cursorFault(rules: ListRules, parameters: UrlParameters, value: string): string | undefined {
  const { sort } = parseListQuery(rules, parameters);
  return readCursor(rules, sort, value)
    ? undefined
    : "This is no place in this list and order. Start at the first page.";
}
