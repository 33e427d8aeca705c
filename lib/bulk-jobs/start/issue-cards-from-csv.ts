import { z } from "zod";
import { cardFile } from "@/lib/cards/csv/card-csv.ts";
import { readIssuable } from "@/lib/cards/csv/check-card-csv.ts";
import type { IssueInput } from "@/lib/cards/issue/check-issue.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { text } from "@/lib/fields/column.ts";
import { reachFor } from "@/lib/permissions.ts";
import { startFromFile } from "./start-from-file.ts";

/** Starts a job that issues a card for every valid row of a file and leaves out the others. Every
 *  row is checked again. `cards` is the number of cards the person expects. When nothing is left to
 *  issue because the rows were submitted before, the answer is the earlier job. Rows whose card is
 *  gone since are issued again. Throws INVALID_INPUT at `file` when it is not a card file, STALE
 *  when the number of valid rows is not the expected one, and RULE_BROKEN when the business is not
 *  registered with the issuer. */
export const issueCardsFromCsv = command({
  name: "bulk-job.start",
  limit: "check",
  input: z.strictObject({
    csv: z.string().max(cardFile.limits.bytes),
    fileName: text("BulkJob", "fileName"),
    cards: z.int({ error: "Say how many cards these are." }).positive("Say how many cards these are."),
  }),
  async run(work) {
    const { db, actor, input } = work;
    if (reachFor(actor, "card.issue") !== "account") throw new AppError("FORBIDDEN");
    // The same file submitted twice at the same time starts one job.
    await db.lockAccount();
    return startFromFile(work, await readIssuable(db.read, actor.accountId, input.csv), {
      verb: "card.issue",
      fileName: input.fileName,
      expected: input.cards,
      things: "cards",
      toJson: asJson,
    });
  },
});

const asJson = ({ shippingAddress, spendLimit, ...rest }: IssueInput) => ({
  ...rest,
  spendLimit: spendLimit === null ? null : Number(spendLimit),
});
