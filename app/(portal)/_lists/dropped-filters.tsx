import { Notice } from "@/components/ui/layout/notice";
import { droppedFilters, shortened } from "@/lib/lists/list-faults";
import type { UrlParameters } from "@/lib/lists/list-query";
import type { ListRules } from "@/lib/lists/list-rules";

/** Says which filters in the address of a page its list does not use. Nothing when it uses all. */
export function DroppedFilters({ rules, parameters }: { rules: ListRules; parameters: UrlParameters }) {
  const dropped = droppedFilters(rules, parameters);
  if (dropped.length === 0) return null;
  return (
    <Notice tone="warning" title="Part of this address is not used">
      <ul className="grid gap-1">
        {dropped.map((fault) => (
          <li key={shortened(fault)} className="[overflow-wrap:anywhere]">
            <strong className="font-medium">{shortened(fault)}</strong> is not used. {fault.reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
