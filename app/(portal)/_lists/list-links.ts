import type { Sort } from "@/components/data-table/list-href";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor, type ListQuery, type ListRules } from "@/lib/lists/list-query";

/** How a list is sorted, as its table says it. */
export const shownSort = ({ sort: { by, direction } }: Pick<ListQuery, "sort">): Sort => ({
  by,
  direction: direction === "asc" ? "ascending" : "descending",
});

/** The links of each column that a list can be sorted by, for both directions. */
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

/** The ways on from a page of a list; null where there is none. */
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

/** What a toolbar must not lose: how the list is sorted, how long its pages are, and what else its links keep. */
export function keptParameters<Rules extends ListRules>(
  rules: Rules,
  query: ListQuery<Rules>,
): Record<string, string> {
  const parameters = new URLSearchParams(hrefFor(rules, query));
  return Object.fromEntries(
    ["sort", "pageSize", ...(rules.kept ?? [])].flatMap((name) =>
      parameters.has(name) ? [[name, parameters.get(name) ?? ""]] : [],
    ),
  );
}
