import { Layers } from "lucide-react";
import { ButtonLink } from "@/components/ui/control/button";
import type { BulkJobRow } from "@/lib/bulk-jobs/queries";
import type { Page } from "@/lib/lists/list-page";

/** Links to the bulk jobs and says how many are running. When only one runs, it links directly to
 *  that job. */
export function JobsLink({ running: { rows, total } }: { running: Page<BulkJobRow> }) {
  const [only] = total === 1 ? rows : [];
  return (
    <ButtonLink href={only ? `/cards/jobs/${only.id}` : "/cards/jobs"} variant="outline">
      <Layers aria-hidden="true" />
      <span className={total === 0 ? "max-sm:sr-only" : undefined}>
        {total === 0 ? "Bulk jobs" : `${total} bulk ${total === 1 ? "job" : "jobs"} running`}
      </span>
    </ButtonLink>
  );
}
