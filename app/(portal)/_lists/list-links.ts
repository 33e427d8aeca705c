import type { Sort } from "@/components/data-table/list-href";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor, type ListQuery } from "@/lib/lists/list-query";
import type { ListRules } from "@/lib/lists/list-rules";

/** The sort of a list, in the form that its table takes. */
export const shownSort = ({ sort: { by, direction } }: Pick<ListQuery, "sort">): Sort => ({
  by,
  direction: direction === "asc" ? "ascending" : "descending",
});

/** The links of each sortable column, for both directions. */
export function sortHrefs<Rules extends ListRules>(
  rules: Rules,
  query: ListQuery<Rules>,
): Record<string, Record<Sort["direction"], string>> {
  const sorted = (by: string, direction: "asc" | "desc") =>
    hrefFor(rules, query, { sort: { by, direction } });
  return Object.fromEntries(
    Object.keys(rules.sorts).map((by) => [
      by,
      { ascending: sorted(by, "asc"), descending: sorted(by, "desc") },
    ]),
  );
}

/** The links to the other pages of a list. A link is null when there is no such page. */
export function pageLinks<Rules extends ListRules>(
  rules: Rules,
  query: ListQuery<Rules>,
  { next, previous }: Page<unknown>,
) {
  return {
    first: previous && hrefFor(rules, query, { end: "first" }),
    previous: previous && hrefFor(rules, query, { before: previous }),
    next: next && hrefFor(rules, query, { after: next }),
    last: next && hrefFor(rules, query, { end: "last" }),
  };
}

/** The parameters that a toolbar keeps: sort, page size, and anything else
 *  that the list's links carry. */
export function keptParameters<Rules extends ListRules>(
  rules: Rules,
  query: ListQuery<Rules>,
): Record<string, string> {
  const parameters = new URLSearchParams(hrefFor(rules, query));
  return Object.fromEntries(
    ["sort", "pageSize", ...Object.keys(rules.kept ?? {})].flatMap((name) =>
      parameters.has(name) ? [[name, parameters.get(name) ?? ""]] : [],
    ),
  );
}

/** The filters that are set and that have no field of their own in a toolbar. */
export function otherFilters<Rules extends ListRules>(
  { filters, zone }: ListQuery<Rules>,
  inToolbar: readonly string[],
): Record<string, string> {
  const others = Object.entries({ ...filters, ...(zone !== undefined && { zone }) }).filter(
    ([name]) => !inToolbar.includes(name),
  );
  return Object.fromEntries(others.map(([name, value]) => [name, String(value)]));
}

/** The address of a list as a file. The list always shows its first column. */
export function exportHref<Rules extends ListRules>(
  rules: Rules,
  query: ListQuery<Rules>,
  at: string,
  first: string,
  columns: readonly string[],
): string {
  const parameters = new URLSearchParams(hrefFor(rules, query, { end: "first" }));
  parameters.set("columns", (columns.includes(first) ? columns : [first, ...columns]).join());
  return `${at}?${parameters}`;
}

/** Words and their labels as the options of a filter. */
export const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
