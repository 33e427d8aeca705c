import { bulkJobResult } from "@/lib/bulk-jobs/bulk-job-result";
import { csvFile, endpoint } from "@/lib/http/route-handler";

/** The result of each card of a bulk job, as CSV. */
export const GET = endpoint(async ({ actor, id }) =>
  csvFile(`bulk-job-${id}`, await bulkJobResult(actor, id)),
);
