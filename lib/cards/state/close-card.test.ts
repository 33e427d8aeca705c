import { beforeAll, describe, expect, it } from "vitest";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { closeCard } from "./close-card.ts";
import { freezeCard } from "./freeze-card.ts";
import { unfreezeCard } from "./unfreeze-card.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});

const issue = (userId = business.user.userId as number) => issuedCard(business, { userId });

describe("card.close", () => {
  it("takes the last four digits as they are pasted (C11)", async () => {
    const cardId = await issue();
    const { lastFour } = await cardHere(business, cardId);
    await closeCard(business.owner, { cardId, lastFour: `\u200B${lastFour}\u00A0`, reason: "Done" });
  });

  it("asks for the last four digits, and is final", async () => {
    const cardId = await issue();
    const { lastFour } = await cardHere(business, cardId);
    const wrong = lastFour === "0000" ? "0001" : "0000";
    await expectRefused(() => closeCard(business.owner, { cardId, lastFour: wrong, reason: "Done" }), {
      code: "INVALID_INPUT",
      fields: { lastFour: expect.any(String) },
    });
    await closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Done" });
    await expectRefused(
      () => closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Again" }),
      { code: "RULE_BROKEN" },
    );
    await expectRefused(() => freezeCard(business.owner, { cardId, reason: "Too late" }), {
      code: "RULE_BROKEN",
    });
    await expectRefused(() => unfreezeCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
  });

  it("closes a frozen card", async () => {
    const cardId = await issue();
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    const { lastFour } = await cardHere(business, cardId);
    await closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Not found" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "inactive",
      frozenAt: null,
      closedReason: "Not found",
    });
  });
});
