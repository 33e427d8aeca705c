import { beforeAll, describe, expect, it } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import {
  cardHere,
  cardInUse,
  enrolledBusiness,
  issuedCard,
  recover,
  testAddress,
} from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { reissueCard } from "./reissue-card.ts";
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
const inUse = () => cardInUse(business, holderId());
const here = (cardId: number) => cardHere(business, cardId);

describe("card.reissue", () => {
  it("prints a physical card again, to another address when one is given", async () => {
    const cardId = await inUse();
    const before = await here(cardId);
    await reissueCard(business.owner, { cardId });
    expect(await here(cardId)).toMatchObject({
      status: "active",
      lastFour: before.lastFour,
      shippingAddressId: before.shippingAddressId,
    });
    await reissueCard(business.owner, { cardId, shippingAddressId: addressId });
    expect(await here(cardId)).toMatchObject({ status: "active", shippingAddressId: addressId });
    const virtual = await issued();
    await expectRefused(() => reissueCard(business.owner, { cardId: virtual }), { code: "RULE_BROKEN" });
  });

  it("is ordered once by a form that is sent again because its answer was lost", async () => {
    const cardId = await inUse();
    const { version } = await here(cardId);
    await reissueCard(business.owner, { cardId, version });
    await recover(business.accountId);
    await expectRefused(() => reissueCard(business.owner, { cardId, version }), { code: "STALE" });
    await expectRefused(() => renewCard(business.owner, { cardId, version }), { code: "STALE" });
  });
});
