import { cardFile } from "@/lib/cards/csv/card-csv";
import { checkCardCsv } from "@/lib/cards/csv/check-card-csv";
import { fileEndpoint, json } from "@/lib/http/route-handler";

/** Checks a file of cards, sent as the body, and reports what issuing it
 *  would do. Changes nothing. */
export const POST = fileEndpoint(cardFile.limits.bytes, async ({ actor, bytes }) =>
  json(await checkCardCsv(actor, bytes)),
);
