import { expect, it } from "vitest";
import { bulkJobFromForm } from "./bulk-job-from-form";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

it.each([
  [
    { verb: "card.freeze", ids: "3,4", reason: "Lost" },
    { verb: "card.freeze", cards: { ids: [3, 4] }, reason: "Lost" },
  ],
  [
    { verb: "card.unfreeze", jobId: "7", reason: "" },
    { verb: "card.unfreeze", cards: { jobId: 7 } },
  ],
  [
    { verb: "card.close", query: "status=frozen", reason: "Left", confirmedCount: " 12 " },
    { verb: "card.close", cards: { query: "status=frozen" }, reason: "Left", confirmedCount: 12 },
  ],
  [
    { verb: "card.change-limit", ids: "3", spendLimit: "1,250.5", spendLimitDuration: "monthly" },
    { verb: "card.change-limit", cards: { ids: [3] }, spendLimit: 125_050n, spendLimitDuration: "monthly" },
  ],
  [
    { verb: "card.change-limit", ids: "3", spendLimit: "", spendLimitDuration: "monthly" },
    { verb: "card.change-limit", cards: { ids: [3] }, spendLimit: null, spendLimitDuration: null },
  ],
  [
    { ids: "junk", verb: "card.close", confirmedCount: "all" },
    { verb: "card.close", cards: { ids: [Number.NaN] }, confirmedCount: Number.NaN },
  ],
])("reads %j", (fields, input) => {
  expect(bulkJobFromForm(formOf(fields as Record<string, string>), "USD")).toEqual(input);
});
