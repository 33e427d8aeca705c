import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { convertCard } from "@/lib/cards/issue/convert-card.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard, ship, testAddress } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { activateCard } from "./activate-card.ts";

let business: TestBusiness;
let addressId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  addressId = (await addAddress(business.owner, { ...testAddress, label: "Office" })).addressId;
});

const holderId = () => business.user.userId as number;
const issued = (given: Parameters<typeof issuedCard>[1] = {}) =>
  issuedCard(business, { userId: holderId(), ...given });
const here = (cardId: number) => cardHere(business, cardId);

describe("card.activate", () => {
  it("makes a printed card work once it was shipped, and once only", async () => {
    const cardId = await issued();
    await expectRefused(() => activateCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
    await convertCard(business.owner, { cardId, shippingAddressId: addressId });
    expect(await here(cardId)).toMatchObject({
      form: "physical",
      status: "pending",
      shippingAddressId: addressId,
      shippedAt: null,
    });
    await expectRefused(() => activateCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
    await ship(business, cardId);
    expect(await here(cardId)).toMatchObject({ status: "pending", shippedAt: expect.any(Date) });
    await activateCard(business.owner, { cardId });
    expect(await here(cardId)).toMatchObject({ status: "active", desiredStatus: null });
    await expectRefused(() => activateCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
  });
});
