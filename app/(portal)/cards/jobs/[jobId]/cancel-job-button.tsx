"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { countText } from "@/app/(portal)/_lists/count-text";
import { Button } from "@/components/ui/control/button";
import type { ItemCounts } from "@/lib/bulk-jobs/queries";
import { cancelBulkJobAction } from "../actions";

/** Cancels the rest of a job, after showing what is already done. */
export function CancelJobButton({ jobId, counts }: { jobId: number; counts: ItemCounts }) {
  return (
    <ConfirmDialog
      opening={{ trigger: <Button variant="outline">Cancel the rest</Button> }}
      action={cancelBulkJobAction}
      hidden={{ jobId }}
      title="Cancel the rest?"
      text={`${countText(counts.done, false, "card is", "cards are")} already done. ${countText(counts.running, false, "card waits", "cards wait")} for the issuer and may still go through. The rest stay unchanged.`}
      verb="Cancel the rest"
    />
  );
}
