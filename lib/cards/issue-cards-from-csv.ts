import { z } from "zod";
import { insertBulkJob } from "@/lib/bulk-jobs/insert-bulk-job.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { text } from "@/lib/fields/column.ts";
import { reachFor } from "@/lib/permissions.ts";
import { largestCardFile } from "./card-csv.ts";
import { readIssuable } from "./check-card-csv.ts";
import type { IssueInput } from "./check-issue.ts";

/** Starts a job that issues a card for every good row of a file, and leaves the others out; everything is checked anew. `cards` says how many the
 *  person expects. A file with nothing left to issue, of which rows came before, leads to the job that had them. Throws INVALID_INPUT at `file` for what is no such file,
 *  STALE when there are not as many good rows as expected, RULE_BROKEN while the issuer does not know the business. */
export const issueCardsFromCsv = command({
  name: "bulk-job.start",
  input: z.strictObject({
    csv: z.string().max(largestCardFile.bytes),
    fileName: text("BulkJob", "fileName"),
    cards: z.int({ error: "Say how many cards these are." }).positive("Say how many cards these are."),
  }),
  async run(work) {
    const { db, actor, input } = work;
    if (reachFor(actor, "card.issue") !== "account") throw new AppError("FORBIDDEN");
    // The same file twice at this very moment is one job.
    await db.lockAccount();
    const { good, earlierJobId } = await readIssuable(db.read, actor.accountId, input.csv);
    if (earlierJobId !== null) return { jobId: earlierJobId, isEarlier: true };
    if (good.length !== input.cards)
      throw new AppError(
        "STALE",
        `The file now gives ${good.length} cards, not ${input.cards}. Check it again; nothing was changed.`,
      );
    const { jobId } = await insertBulkJob(work, {
      verb: "card.issue",
      input: {},
      items: good.map(({ input, digest }) => ({ input: asJson(input), rowDigest: digest })),
      fileName: input.fileName,
    });
    return { jobId, isEarlier: false };
  },
});

const asJson = ({ shippingAddress, spendLimit, ...rest }: IssueInput) => ({
  ...rest,
  spendLimit: spendLimit === null ? null : Number(spendLimit),
});
