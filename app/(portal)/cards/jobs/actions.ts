"use server";

import { cancelBulkJob } from "@/lib/bulk-jobs/cancel-bulk-job";
import { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job";
import { formNumber } from "@/lib/http/form";
import { verbAction } from "@/lib/http/verb-action";
import { bulkJobFromForm } from "./bulk-job-from-form";
import { showStarted } from "./show-started";

export const startBulkJobAction = verbAction(startBulkJob, bulkJobFromForm, showStarted);
export const cancelBulkJobAction = verbAction(cancelBulkJob, { jobId: formNumber }, () => ({
  message: "Remaining cards canceled",
}));
