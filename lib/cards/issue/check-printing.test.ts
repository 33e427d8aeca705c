import { beforeAll, describe, expect, it } from "vitest";
import { cardEvents } from "@/lib/lithic/card-prints.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, cardInUse, enrolledBusiness } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { reissueCard } from "./reissue-card.ts";
import { renewCard } from "./renew-card.ts";

let business: TestBusiness;
beforeAll(async () => {
  business = await enrolledBusiness();
});

const holderId = () => business.user.userId as number;
const inUse = () => cardInUse(business, holderId());
const here = (cardId: number) => cardHere(business, cardId);

describe("orders of print", () => {
  it("allows eight orders for a card", async () => {
    const cardId = await inUse();
    for (let copy = 0; copy < 4; copy++) {
      await reissueCard(business.owner, { cardId });
      await renewCard(business.owner, { cardId });
    }
    await expectRefused(() => reissueCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
    await expectRefused(() => renewCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
  });

  it("allows one order at a time", async () => {
    const cardId = await inUse();
    const orders = await Promise.allSettled(
      Array.from({ length: 4 }, () => reissueCard(business.owner, { cardId })),
    );
    const done = orders.filter(({ status }) => status === "fulfilled").length;
    expect(done).toBeGreaterThan(0);
    const { token } = await here(cardId);
    expect(await cardEvents("card.reissued", token ?? "", new Date(0))).toHaveLength(done);
  });
});
