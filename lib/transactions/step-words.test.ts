import { expect, it } from "vitest";
import { words } from "@/prisma/generated/schema-map.ts";
import { stepTitle } from "./step-words.ts";

const step = { result: "approved", amount: "$5.00", isBack: false, merchant: "Café" } as const;

it.each(words.TransactionEvent.kind)("tells what happened in a step of the kind %s", (kind) => {
  expect(stepTitle({ ...step, kind })).toMatch(/^[A-Z$].*[^.]$/);
});

it("tells money that comes back from money that is taken", () => {
  expect(stepTitle({ ...step, kind: "authorization_advice", isBack: true })).toBe("$5.00 less is held");
  expect(stepTitle({ ...step, kind: "authorization_advice" })).toBe("$5.00 more is held");
  expect(stepTitle({ ...step, kind: "financial_authorization", isBack: true })).toBe(
    "Café refunded $5.00 at once",
  );
});
