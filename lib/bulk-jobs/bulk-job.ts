import type { words } from "@/prisma/generated/schema-map.ts";

export type BulkVerb = (typeof words.BulkJob.verb)[number];
export type BulkJobStatus = (typeof words.BulkJob.status)[number];
export type BulkJobItemStatus = (typeof words.BulkJobItem.status)[number];

/** The maximum number of cards in one job. */
export const maxItems = 10_000;

/** The labels of a job's statuses. */
export const bulkJobStatusLabels: Readonly<Record<BulkJobStatus, string>> = {
  running: "Running",
  cancelling: "Canceling …",
  done: "Finished",
  cancelled: "Canceled",
};

/** The labels of the statuses of one card of a job. */
export const itemStatusLabels: Readonly<Record<BulkJobItemStatus, string>> = {
  waiting: "Queued",
  running: "Waiting for the issuer",
  done: "Done",
  refused: "Failed",
  cancelled: "Canceled",
};

/** The verb that undoes a job, for the verbs that can be undone. */
export const undoOf: Readonly<Partial<Record<BulkVerb, "card.freeze" | "card.unfreeze">>> = {
  "card.freeze": "card.unfreeze",
  "card.unfreeze": "card.freeze",
};
