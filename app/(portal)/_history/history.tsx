import { Time } from "@/components/ui/display/time";
import { Skeleton } from "@/components/ui/layout/skeleton";
import type { HistoryEntry } from "@/lib/audit-log/history-entries";
import { type HistoryQuery, historyRules } from "@/lib/audit-log/history-list";
import type { Page } from "@/lib/lists/list-page";
import { hrefFor } from "@/lib/lists/list-query";
import { eventText } from "./event-text";
import { NewerOlder } from "./newer-older";

interface HistoryProps {
  page: Page<HistoryEntry>;
  query: HistoryQuery;
  /** The text of an entry. */
  text?: (entry: HistoryEntry) => string;
}

/** A page of history, newest first. The section around it has the id "history". */
export function History({ page: { rows, next, previous }, query, text = eventText }: HistoryProps) {
  if (rows.length === 0) return <p className="text-muted">No activity yet.</p>;
  return (
    <>
      <ol className="grid">
        {rows.map((entry) => (
          <li
            key={entry.id}
            className="flex items-baseline justify-between gap-6 border-line border-b py-2.5 last:border-0"
          >
            <span className="min-w-0 [overflow-wrap:anywhere]">{text(entry)}</span>
            <span className="shrink-0 text-muted text-sm">
              <Time iso={entry.at} />
            </span>
          </li>
        ))}
      </ol>
      <NewerOlder
        newer={previous && `${hrefFor(historyRules, query, { before: previous })}#history`}
        older={next && `${hrefFor(historyRules, query, { after: next })}#history`}
      />
    </>
  );
}

/** The placeholder of a history that is loading. */
export function HistorySkeleton() {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Loading history</span>
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-5 w-1/2" />
      <Skeleton className="h-5 w-3/5" />
    </div>
  );
}
