import { invitePeopleFromCsv } from "@/lib/bulk-jobs/start/invite-people-from-csv";
import { csvText } from "@/lib/csv/read-csv";
import { fileEndpoint, json } from "@/lib/http/route-handler";
import { peopleFile } from "@/lib/users/csv/people-csv";

/** Starts a job that invites the people of a file, sent as the body. `people` is their number.
 *  Answers 200 when nobody is left to invite and a job already has rows of the file. */
export const POST = fileEndpoint(peopleFile.limits.bytes, async ({ actor, query, bytes, fileName }) => {
  const people = Number(query.get("people") ?? Number.NaN);
  const { jobId, isEarlier } = await invitePeopleFromCsv(actor, { csv: csvText(bytes), fileName, people });
  return json({ jobId }, isEarlier ? 200 : 202);
});
