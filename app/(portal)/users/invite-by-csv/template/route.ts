import { csvFile, endpoint } from "@/lib/http/route-handler";
import { peopleCsvTemplate } from "@/lib/users/csv/people-csv";

/** An empty CSV file of people to fill in. */
export const GET = endpoint(async () => csvFile("people-to-invite", piece()));

async function* piece() {
  yield peopleCsvTemplate();
}
