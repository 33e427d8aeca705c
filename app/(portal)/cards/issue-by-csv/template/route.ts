import { cardCsvTemplate } from "@/lib/cards/csv/card-csv";
import { csvFile, endpoint } from "@/lib/http/route-handler";

/** An empty CSV file of cards to fill in. */
export const GET = endpoint(async () => csvFile("cards-to-issue", piece()));

async function* piece() {
  yield cardCsvTemplate();
}
