import type { words } from "@/prisma/generated/schema-map.ts";

export type BulkVerb = (typeof words.BulkJob.verb)[number];
export type BulkJobStatus = (typeof words.BulkJob.status)[number];
export type BulkJobItemStatus = (typeof words.BulkJobItem.status)[number];

/** The most cards that one job is about. */
export const mostItems = 10_000;

/** What people read for the state of a job. */
export const bulkJobStatusLabels: Readonly<Record<BulkJobStatus, string>> = {
  running: "Running",
  cancelling: "Canceling …",
  done: "Finished",
  cancelled: "Canceled",
};

/** What people read for how far one card of a job is. */
export const itemStatusLabels: Readonly<Record<BulkJobItemStatus, string>> = {
  waiting: "Queued",
  asked: "Waiting for the issuer",
  done: "Done",
  refused: "Failed",
  cancelled: "Canceled",
};

/** The verb that takes back what a job did, for those that can be taken back. */
export const undoOf: Readonly<Partial<Record<BulkVerb, "card.freeze" | "card.unfreeze">>> = {
  "card.freeze": "card.unfreeze",
  "card.unfreeze": "card.freeze",
};
