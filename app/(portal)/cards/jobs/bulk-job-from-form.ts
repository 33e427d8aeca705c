import type { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job";
import { formNumber, formOptional, formText } from "@/lib/http/form";
import { limitFromForm } from "../card-from-form";

type Input = Parameters<typeof startBulkJob>[1];

/** Reads which cards a bulk action applies to: those in `ids`, those that a list shows for
 *  `query`, or those that the job `jobId` changed. Throws INVALID_INPUT for an invalid amount. */
export function bulkJobFromForm(form: FormData, currency: string): Input {
  const reason = formOptional(form, "reason");
  const isCounted = formText(form, "confirmedCount").trim() !== "";
  return {
    verb: formText(form, "verb") as Input["verb"],
    cards: cardsOf(form),
    ...(formText(form, "verb") === "card.change-limit" && limitFromForm(form, currency)),
    ...(reason !== null && { reason }),
    ...(isCounted && { confirmedCount: formNumber(form, "confirmedCount") }),
  };
}

function cardsOf(form: FormData): Input["cards"] {
  if (form.has("jobId")) return { jobId: formNumber(form, "jobId") };
  if (form.has("query")) return { query: formText(form, "query") };
  return { ids: formText(form, "ids").split(",").map(Number) };
}
