"use server";

import { signedIn } from "@/lib/auth/require-actor";
import { cancelBulkJob } from "@/lib/bulk-jobs/cancel-bulk-job";
import { startBulkJob } from "@/lib/bulk-jobs/start-bulk-job";
import { waitForBulkJob } from "@/lib/bulk-jobs/wait-for-bulk-job";
import { formKey, formNumber } from "@/lib/http/form";
import { formAction } from "@/lib/http/server-action";
import { bulkJobFromForm } from "./bulk-job-from-form";
import { resultText } from "./job-text";

const few = 20;
const patience = 3_000;

/** Starts a bulk job. A few cards are waited for, and their result is said; many lead to the job's page. */
export const startBulkJobAction = formAction(async (actor, form) => {
  const { jobId, total } = await startBulkJob(
    actor,
    bulkJobFromForm(form, (await signedIn()).currency),
    formKey(form),
  );
  const href = `/cards/jobs/${jobId}`;
  if (total > few) return { goTo: href };
  return { message: `${resultText(await waitForBulkJob(actor, jobId, patience))}.`, href };
});

/** Cancels the rest of a bulk job. */
export const cancelBulkJobAction = formAction(async (actor, form) => {
  await cancelBulkJob(actor, { jobId: formNumber(form, "jobId") });
  return { message: "The rest of the cards is left as it is." };
});
