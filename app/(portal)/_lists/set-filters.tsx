import { hrefFor, type ListQuery } from "@/lib/lists/list-query";
import type { ListRules } from "@/lib/lists/list-rules";
import type { ChosenFilter } from "./filter-names";
import { RemovableFilter } from "./removable-filter";

/** The filters that have no field in the toolbar, each as a link that removes it. */
export function SetFilters<Rules extends ListRules>({
  path,
  rules,
  query,
  chosen,
}: {
  path: string;
  rules: Rules;
  query: ListQuery<Rules>;
  chosen: readonly ChosenFilter[];
}) {
  return chosen.map(({ name, text }) => (
    <RemovableFilter
      key={name}
      text={text}
      href={`${path}${hrefFor(rules, query, { filters: { [name]: null } })}`}
    />
  ));
}
