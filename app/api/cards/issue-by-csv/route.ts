import { issueCardsFromCsv } from "@/lib/bulk-jobs/start/issue-cards-from-csv";
import { cardFile } from "@/lib/cards/csv/card-csv";
import { csvText } from "@/lib/csv/read-csv";
import { fileEndpoint, json } from "@/lib/http/route-handler";

/** Starts a job that issues the cards of a file, sent as the body. `cards` is their number.
 *  Answers 200 when there is nothing left to issue and a job already has rows of the file. */
export const POST = fileEndpoint(cardFile.limits.bytes, async ({ actor, query, bytes, fileName }) => {
  const cards = Number(query.get("cards") ?? Number.NaN);
  const { jobId, isEarlier } = await issueCardsFromCsv(actor, { csv: csvText(bytes), fileName, cards });
  return json({ jobId }, isEarlier ? 200 : 202);
});
