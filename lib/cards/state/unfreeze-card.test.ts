import { beforeAll, describe, expect, it } from "vitest";
import { actingIn } from "@/lib/auth/actor.ts";
import { type TestBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { freezeCard } from "./freeze-card.ts";
import { unfreezeCard } from "./unfreeze-card.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});

const issue = (userId = business.user.userId as number) => issuedCard(business, { userId });

describe("card.unfreeze", () => {
  it("lets a cardholder undo their own freeze, and nobody else's", async () => {
    const cardId = await issue();
    await freezeCard(business.user, { cardId, reason: "Left at home" });
    await unfreezeCard(business.user, { cardId });
    await freezeCard(business.admin, { cardId, reason: "Unusual purchases" });
    await expectRefused(() => unfreezeCard(business.user, { cardId }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("admin"),
    });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen" });
  });

  it("is not for an operator, who may freeze", async () => {
    const cardId = await issue();
    const operator = actingIn(await testOperator(), business.accountId);
    await freezeCard(operator, { cardId, reason: "Investigation" });
    expect(await cardHere(business, cardId)).toMatchObject({ status: "frozen", frozenByRole: "operator" });
    await expectRefused(() => unfreezeCard(operator, { cardId }), { code: "FORBIDDEN" });
  });

  it("refuses a form that was filled in before somebody else changed the card", async () => {
    const cardId = await issue();
    const { version } = await cardHere(business, cardId);
    await freezeCard(business.admin, { cardId, reason: "Lost", version });
    await expectRefused(() => unfreezeCard(business.owner, { cardId, version }), {
      code: "STALE",
      message: expect.stringContaining("changed this in the meantime"),
    });
  });
});
