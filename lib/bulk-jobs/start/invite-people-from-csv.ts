import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { text } from "@/lib/fields/column.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readInvitable } from "@/lib/users/csv/check-people-csv.ts";
import { peopleFile } from "@/lib/users/csv/people-csv.ts";
import { startFromFile } from "./start-from-file.ts";

/** Starts a job that invites a person for every valid row of a file and leaves out the others. Every
 *  row is checked again. `people` is the number of people the caller expects. When nobody is left to
 *  invite because the rows were submitted before, the answer is the earlier job. Throws INVALID_INPUT
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
    const { db, actor, input } = work;
    if (reachFor(actor, "user.create") !== "account") throw new AppError("FORBIDDEN");
    // The same file submitted twice at the same time starts one job.
    await db.lockAccount();
    return startFromFile(work, await readInvitable(db.read, actor, input.csv), {
      verb: "user.create",
      fileName: input.fileName,
      expected: input.people,
      things: "people",
      toJson: (person) => person,
    });
  },
});
