import { z } from "zod";
import { requireRecentProof } from "@/lib/auth/recent-proof.ts";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { text } from "@/lib/fields/column.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readInvitable } from "@/lib/users/csv/check-people-csv.ts";
import { peopleFile } from "@/lib/users/csv/people-csv.ts";
import { managesOthers } from "@/lib/users/user.ts";
import { startFromFile } from "./start-from-file.ts";

/** Starts a job that invites a person for every valid row of a file and leaves out the others.
 *  Every row is checked again. `people` is the number of people the caller expects. When nobody is
 *  left to invite because the rows were submitted before, the answer is the earlier job. For an
 *  owner or admin among them, the actor needs a recent proof of who they are. Throws INVALID_INPUT
 *  at `file` when it is not a file of people, and STALE when the number of valid rows is not the
 *  expected one. */
export const invitePeopleFromCsv = command({
  name: "bulk-job.start",
  limit: "check",
  input: z.strictObject({
    csv: z.string().max(peopleFile.limits.bytes),
    fileName: text("BulkJob", "fileName"),
    people: z.int({ error: "Say how many people these are." }).positive("Say how many people these are."),
  }),
  async run(work) {
    const { db, actor, now, input: given } = work;
    if (reachFor(actor, "user.create") !== "account") throw new AppError("FORBIDDEN");
    // The same file submitted twice at the same time starts one job.
    await db.lockAccount();
    const checked = await readInvitable(db.read, actor, given.csv);
    if (checked.good.some(({ input }) => managesOthers(input.role))) requireRecentProof(actor, now);
    return startFromFile(work, checked, {
      verb: "user.create",
      fileName: given.fileName,
      expected: given.people,
      things: "people",
      toJson: (person) => person,
    });
  },
});
