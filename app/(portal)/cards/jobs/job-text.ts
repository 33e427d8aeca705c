import { countText } from "@/app/(portal)/_lists/count-text";
import type { StateTone } from "@/components/ui/display/badge";
import {
  type BulkJobItemStatus,
  type BulkJobStatus,
  type BulkVerb,
  bulkJobStatusLabels,
} from "@/lib/bulk-jobs/bulk-job";
import type { BulkJobFacts, BulkJobRow } from "@/lib/bulk-jobs/queries";
import type { BulkJobCheck } from "@/lib/bulk-jobs/start/check-bulk-job";

const verbLabels: Readonly<Record<BulkVerb, string>> = {
  "card.issue": "Issue",
  "card.freeze": "Freeze",
  "card.unfreeze": "Unfreeze",
  "card.close": "Close",
  "card.change-limit": "Change the limit of",
  "user.create": "Invite",
};

const doneLabels: Readonly<Record<BulkVerb, string>> = {
  "card.issue": "issued",
  "card.freeze": "frozen",
  "card.unfreeze": "unfrozen",
  "card.close": "closed",
  "card.change-limit": "changed",
  "user.create": "invited",
};

/** What a job is about: "card", "cards". */
export const jobNoun = (verb: BulkVerb): readonly [one: string, many: string] =>
  verb === "user.create" ? ["person", "people"] : ["card", "cards"];

const jobTones: Readonly<Record<BulkJobStatus, StateTone>> = {
  running: "pending",
  cancelling: "pending",
  done: "active",
  cancelled: "closed",
};

/** The state of a job in words and color. A job that has finished with failures is not green. */
export function jobState({ status, total, failed }: Pick<BulkJobRow, "status" | "total" | "failed">): {
  state: string;
  tone: StateTone;
} {
  if (status !== "done" || failed === 0)
    return { state: bulkJobStatusLabels[status], tone: jobTones[status] };
  if (failed === total) return { state: "Failed", tone: "negative" };
  return { state: `Finished, ${failed.toLocaleString("en-US")} failed`, tone: "warning" };
}

export const itemTones: Readonly<Record<BulkJobItemStatus, StateTone>> = {
  waiting: "neutral",
  running: "pending",
  done: "active",
  refused: "negative",
  cancelled: "closed",
};

/** The title of a job, such as "Freeze 12 cards". */
export function jobTitle({ verb, total }: { verb: BulkVerb; total: number }): string {
  return `${verbLabels[verb]} ${countText(total, false, ...jobNoun(verb))}`;
}

/** What a bulk action would do, such as "3 cards can be frozen. 2 will be skipped: 1 closed, 1
 *  pending." */
export function checkText(verb: BulkVerb, { ids, skipped }: BulkJobCheck): string {
  const can = `${ids.length === 0 ? "None of these cards" : countText(ids.length, false, "card")} can be ${doneLabels[verb]}.`;
  if (skipped.length === 0) return can;
  const count = skipped.reduce((sum, one) => sum + one.count, 0);
  const states = skipped.map((one) => `${one.count.toLocaleString("en-US")} ${one.state}`).join(", ");
  return `${can} ${count.toLocaleString("en-US")} will be skipped: ${states}.`;
}

/** The result of a job so far, such as "3 of 12 cards are frozen, 1 is not". */
export function resultText({
  verb,
  total,
  counts,
  endedAt,
}: Pick<BulkJobFacts, "verb" | "total" | "counts" | "endedAt">): string {
  const { done, refused, cancelled } = counts;
  const all =
    done === total
      ? countText(done, false, ...jobNoun(verb))
      : `${done.toLocaleString("en-US")} of ${countText(total, false, ...jobNoun(verb))}`;
  const is = done === 1 ? "is" : "are";
  const not = refused + cancelled;
  const rest =
    endedAt === null || not === 0 ? "" : `, ${not.toLocaleString("en-US")} ${not === 1 ? "is" : "are"} not`;
  return `${all} ${is} ${doneLabels[verb]}${rest}`;
}

/** The remaining time of a job, such as "about 20 s left". */
export function leftText(seconds: number): string {
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}

/** The label of the button that undoes a job. */
export const undoLabel = (verb: "card.freeze" | "card.unfreeze", count: number) =>
  `${verbLabels[verb]} ${count === 1 ? "this card" : `these ${count.toLocaleString("en-US")} cards`}`;
