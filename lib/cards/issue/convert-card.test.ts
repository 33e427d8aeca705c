import { beforeAll, describe, expect, it, vi } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
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
import { convertCard } from "./convert-card.ts";

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

describe("card.convert", () => {
  it("does not keep a freeze waiting while the issuer prints nothing", async () => {
    const cardId = await issued();
    simulator().inject({ kind: "down", times: 3, match: { method: "POST", path: "/convert_physical$" } });
    await convertCard(business.owner, { cardId, shippingAddressId: addressId });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    await attemptAllDue();
    expect(await here(cardId)).toMatchObject({ status: "frozen", desiredStatus: null, form: "virtual" });
    simulator().clearFaults();
  });

  it("is refused for a card that is physical or not active, and to an address that is somebody else's", async () => {
    const physical = await inUse();
    await expectRefused(
      () => convertCard(business.owner, { cardId: physical, shippingAddressId: addressId }),
      { code: "RULE_BROKEN" },
    );
    const frozen = await issued();
    await freezeCard(business.owner, { cardId: frozen, reason: "Lost" });
    await expectRefused(() => convertCard(business.owner, { cardId: frozen, shippingAddressId: addressId }), {
      code: "RULE_BROKEN",
    });
    const active = await issued();
    await expectRefused(() => convertCard(business.owner, { cardId: active, shippingAddressId: 999_999 }), {
      code: "INVALID_INPUT",
      fields: { shippingAddressId: expect.any(String) },
    });
    expect(await here(active)).toMatchObject({ form: "virtual", status: "active" });
  });

  it("shows what the issuer refused, and leaves the card as it was", async () => {
    const cardId = await issued();
    simulator().inject({ kind: "rate-limited", times: 1, match: { path: "/convert_physical$" } });
    await convertCard(business.owner, { cardId, shippingAddressId: addressId });
    await expectRefused(() => convertCard(business.owner, { cardId, shippingAddressId: addressId }), {
      code: "RULE_BROKEN",
    });
    // Somebody else froze it at the issuer, so our record is out of date.
    await simulator().fetch(`https://sandbox.lithic.com/v1/cards/${(await here(cardId)).token}`, {
      method: "PATCH",
      headers: { Authorization: "test", "Content-Type": "application/json" },
      body: JSON.stringify({ state: "PAUSED" }),
    });
    simulator().clearFaults();
    vi.useFakeTimers({ toFake: ["Date"] });
    await recover(business.accountId);
    vi.useRealTimers();
    expect(await here(cardId)).toMatchObject({
      form: "virtual",
      status: "frozen",
      issuerMessage: expect.stringContaining("OPEN"),
    });
  });
});
