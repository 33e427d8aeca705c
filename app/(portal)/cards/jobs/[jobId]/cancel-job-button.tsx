"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { countText } from "@/app/(portal)/_lists/count-text";
import { Button } from "@/components/ui/control/button";
import type { BulkVerb } from "@/lib/bulk-jobs/bulk-job";
import type { ItemCounts } from "@/lib/bulk-jobs/queries";
import { cancelBulkJobAction } from "../actions";

/** Cancels the rest of a job, after showing what is already done. */
export function CancelJobButton({
  jobId,
  verb,
  counts,
}: {
  jobId: number;
  verb: BulkVerb;
  counts: ItemCounts;
}) {
  const text =
    verb === "user.create"
      ? `${countText(counts.done, false, "person is", "people are")} already invited. Nobody else of the file is.`
      : `${countText(counts.done, false, "card is", "cards are")} already done. ${countText(counts.running, false, "card waits", "cards wait")} for the issuer and may still go through. The rest stay unchanged.`;
  return (
    <ConfirmDialog
      opening={{ trigger: <Button variant="outline">Cancel the rest</Button> }}
      action={cancelBulkJobAction}
      hidden={{ jobId }}
      title="Cancel the rest?"
      text={text}
      verb="Cancel the rest"
    />
  );
}
