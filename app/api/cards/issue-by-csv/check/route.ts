import { largestCardFile } from "@/lib/cards/card-csv";
import { checkCardCsv } from "@/lib/cards/check-card-csv";
import { fileEndpoint, json } from "@/lib/http/route-handler";

/** Says what issuing from a file of cards, which is the body, would do; changes nothing. */
export const POST = fileEndpoint(largestCardFile.bytes, async ({ actor, bytes }) =>
  json(await checkCardCsv(actor, bytes)),
);
