import { fileEndpoint, json } from "@/lib/http/route-handler";
import { checkPeopleCsv } from "@/lib/users/csv/check-people-csv";
import { peopleFile } from "@/lib/users/csv/people-csv";

/** Checks a file of people, sent as the body, and reports what inviting from it would do. Changes
 *  nothing. */
export const POST = fileEndpoint(peopleFile.limits.bytes, async ({ actor, bytes }) =>
  json(await checkPeopleCsv(actor, bytes)),
);
