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
