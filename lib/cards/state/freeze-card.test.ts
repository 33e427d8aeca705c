import { beforeAll, describe, expect, it } from "vitest";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { freezeCard } from "./freeze-card.ts";
import { unfreezeCard } from "./unfreeze-card.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});

const issue = (userId = business.user.userId as number) => issuedCard(business, { userId });

describe("card.freeze", () => {
  it("needs an active card, as unfreezing needs a frozen one", async () => {
    const cardId = await issue();
    await expectRefused(() => unfreezeCard(business.owner, { cardId }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("this one is active"),
    });
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    await expectRefused(() => freezeCard(business.admin, { cardId, reason: "Again" }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("this one is frozen"),
    });
  });

  it("says who did it, and why", async () => {
    const cardId = await issue();
    await freezeCard(business.admin, { cardId, reason: "Unusual purchases" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "frozen",
      frozenReason: "Unusual purchases",
      frozenByRole: "admin",
      frozenByUserId: business.admin.userId,
    });
  });

  it.each(["", "   ", "r".repeat(201), "line\nbreak"])(
    "needs a reason that can be read: %j is none",
    async (reason) => {
      const cardId = await issue();
      await expectRefused(() => freezeCard(business.owner, { cardId, reason }), {
        code: "INVALID_INPUT",
        fields: { reason: expect.any(String) },
      });
    },
  );

  it("is not there for a cardholder on somebody else's card", async () => {
    const cardId = await issue(business.admin.userId as number);
    await expectRefused(() => freezeCard(business.user, { cardId, reason: "Mine?" }), { code: "NOT_FOUND" });
  });

  it("shows that the issuer has not confirmed", async () => {
    const cardId = await issue();
    simulator().inject({ kind: "down" });
    await freezeCard(business.owner, { cardId, reason: "Lost" });
    expect(await cardHere(business, cardId)).toMatchObject({
      status: "active",
      desiredStatus: "frozen",
      frozenReason: "Lost",
    });
    simulator().clearFaults();
  });
});
