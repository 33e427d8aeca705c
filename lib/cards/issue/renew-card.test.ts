import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, enrolledBusiness, issuedCard, testAddress } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { renewCard } from "./renew-card.ts";

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

describe("card.renew", () => {
  it("renews a virtual card, for which an address is asked but not kept", async () => {
    const cardId = await issued();
    await expectRefused(() => renewCard(business.owner, { cardId }), {
      code: "INVALID_INPUT",
      fields: { shippingAddressId: expect.any(String) },
    });
    await renewCard(business.owner, { cardId, shippingAddressId: addressId });
    expect(await here(cardId)).toMatchObject({ status: "active", form: "virtual", shippingAddressId: null });
  });
});
