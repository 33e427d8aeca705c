import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { testBusiness } from "@/lib/testing/test-database.ts";
import { makePurchase } from "./make-purchase.ts";
import { voidPurchase } from "./void-purchase.ts";

Object.assign(process.env, { LITHIC_ENVIRONMENT: "production", LITHIC_API_KEY: randomUUID() });

it("production has no sandbox", async () => {
  const { owner, cardId } = await testBusiness();
  const lunch = { cardId, amount: 4_000, merchant: "LA BRASSERIE", mcc: "5812", country: "USA" };
  await expect(makePurchase(owner, lunch)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const step = voidPurchase(owner, { transactionId: randomUUID() });
  await expect(step).rejects.toMatchObject({ code: "NOT_FOUND" });
});
