import { beforeAll, describe, expect, it, vi } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { cardEvents } from "@/lib/lithic/cards.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import {
  cardHere,
  cardInUse,
  enrolledBusiness,
  issuedCard,
  recover,
  ship,
} from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { convertCard } from "./issue/convert-card.ts";
import { reissueCard } from "./issue/reissue-card.ts";
import { renewCard } from "./issue/renew-card.ts";
import { replaceCard } from "./issue/replace-card.ts";
import { readCard } from "./queries.ts";
import { activateCard } from "./state/activate-card.ts";
import { closeCard } from "./state/close-card.ts";
import { freezeCard } from "./state/freeze-card.ts";

let business: TestBusiness;
let addressId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  const office = {
    line1: "1 Main St",
    city: "Springfield",
    region: "IL",
    postalCode: "62701",
    country: "USA",
  };
  addressId = (await addAddress(business.owner, { ...office, label: "Office" })).addressId;
});

const holderId = () => business.user.userId as number;
const issued = (given: Parameters<typeof issuedCard>[1] = {}) =>
  issuedCard(business, { userId: holderId(), ...given });
const inUse = () => cardInUse(business, holderId());
const here = (cardId: number) => cardHere(business, cardId);

async function close(cardId: number): Promise<void> {
  await closeCard(business.owner, { cardId, lastFour: (await here(cardId)).lastFour ?? "", reason: "Done" });
}

describe("card.replace", () => {
  it("makes a card like the lost one, and closes that at once", async () => {
    const cardId = await issued({ spendLimit: 50_000, spendLimitDuration: "monthly", memo: "Travel" });
    const { cardId: newId, version } = await replaceCard(business.admin, { cardId, reason: "lost" });
    const old = await here(cardId);
    expect(old).toMatchObject({
      status: "inactive",
      closedReason: "Lost, replaced by another card",
      version: version + 1,
    });
    expect(await here(newId)).toMatchObject({
      status: "active",
      userId: holderId(),
      memo: "Travel",
      spendLimit: 50_000n,
      spendLimitDuration: "monthly",
      replacesCardId: cardId,
      replacementReason: "lost",
    });
    expect(await readCard(business.owner, cardId)).toMatchObject({ replacedBy: { id: newId } });
    expect(await readCard(business.owner, newId)).toMatchObject({
      replaces: { id: cardId, lastFour: old.lastFour },
    });
  });

  it("closes a stolen card that an admin froze", async () => {
    const cardId = await issued();
    await freezeCard(business.admin, { cardId, reason: "Odd purchases" });
    await replaceCard(business.owner, { cardId, reason: "stolen" });
    expect(await here(cardId)).toMatchObject({
      status: "inactive",
      frozenAt: null,
      closedReason: "Stolen, replaced by another card",
    });
  });

  it("lets a damaged card go on, and sends the new one where the old one was sent", async () => {
    const cardId = await inUse();
    const { cardId: newId } = await replaceCard(business.owner, { cardId, reason: "damaged" });
    const old = await here(cardId);
    expect(old).toMatchObject({ status: "active", desiredStatus: null });
    expect(await here(newId)).toMatchObject({
      status: "pending",
      form: "physical",
      shippingAddressId: old.shippingAddressId,
      shippedAt: null,
    });
    const { cardId: again } = await replaceCard(business.owner, {
      cardId: newId,
      reason: "lost",
      shippingAddressId: addressId,
    });
    expect(await here(again)).toMatchObject({ shippingAddressId: addressId });
  });

  it("asks what is loaded on a new reloadable card", async () => {
    await depositAtSimulator(business.accountId, 50_000n);
    const cardId = await issued({
      cardType: "reloadable",
      spendLimit: 10_000,
      spendLimitDuration: "forever",
    });
    await expectRefused(() => replaceCard(business.owner, { cardId, reason: "lost" }), {
      code: "INVALID_INPUT",
      fields: { spendLimit: expect.any(String) },
    });
    const { cardId: newId } = await replaceCard(business.owner, {
      cardId,
      reason: "lost",
      spendLimit: 2_500,
    });
    expect(await here(newId)).toMatchObject({
      cardType: "reloadable",
      spendLimit: 2_500n,
      spendLimitDuration: "forever",
      status: "active",
    });
  });

  it("replaces a card once, also when two people ask at one moment", async () => {
    const cardId = await inUse();
    const asked = await Promise.allSettled([
      replaceCard(business.owner, { cardId, reason: "damaged" }),
      replaceCard(business.admin, { cardId, reason: "damaged" }),
    ]);
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await attemptAllDue();
    const { lastFour } = (await readCard(business.owner, cardId)).replacedBy ?? {};
    await expect(replaceCard(business.owner, { cardId, reason: "damaged" })).rejects.toMatchObject({
      code: "RULE_BROKEN",
      message: expect.stringContaining(`Lunch •• ${lastFour}`),
    });
  });

  it("can be asked again once the replacement was closed", async () => {
    const cardId = await inUse();
    const { cardId: first } = await replaceCard(business.owner, { cardId, reason: "damaged" });
    await close(first);
    await replaceCard(business.owner, { cardId, reason: "damaged" });
  });

  it("is refused for what cannot be replaced, and changes nothing", async () => {
    const virtual = await issued();
    await expectRefused(() => replaceCard(business.owner, { cardId: virtual, reason: "damaged" }), {
      code: "INVALID_INPUT",
      fields: { reason: expect.any(String) },
    });
    await expectRefused(
      () => replaceCard(business.owner, { cardId: virtual, reason: "lost", spendLimit: 1 }),
      {
        code: "INVALID_INPUT",
        fields: { spendLimit: expect.any(String) },
      },
    );
    await expectRefused(
      () => replaceCard(business.owner, { cardId: virtual, reason: "lost", shippingAddressId: addressId }),
      {
        code: "INVALID_INPUT",
        fields: { shippingAddressId: expect.any(String) },
      },
    );
    const closed = await issued();
    await close(closed);
    await expectRefused(() => replaceCard(business.owner, { cardId: closed, reason: "lost" }), {
      code: "RULE_BROKEN",
    });
    await expectRefused(() => replaceCard(business.user, { cardId: virtual, reason: "lost" }), {
      code: "FORBIDDEN",
    });
  });
});

describe("card.convert and card.activate", () => {
  it("does not keep a freeze waiting while the issuer prints nothing", async () => {
    const cardId = await issued();
    simulator().inject({ kind: "down", times: 3, match: { method: "POST", path: "/convert_physical$" } });
    await convertCard(business.owner, { cardId, shippingAddressId: addressId });
    await freezeCard(business.admin, { cardId, reason: "Lost" });
    await attemptAllDue();
    expect(await here(cardId)).toMatchObject({ status: "frozen", desiredStatus: null, form: "virtual" });
    simulator().clearFaults();
  });

  it("has a virtual card printed, which works again once it was sent and activated", async () => {
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

describe("card.reissue and card.renew", () => {
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

  it("renews a virtual card, for which an address is asked but not kept", async () => {
    const cardId = await issued();
    await expectRefused(() => renewCard(business.owner, { cardId }), {
      code: "INVALID_INPUT",
      fields: { shippingAddressId: expect.any(String) },
    });
    await renewCard(business.owner, { cardId, shippingAddressId: addressId });
    expect(await here(cardId)).toMatchObject({ status: "active", form: "virtual", shippingAddressId: null });
  });

  it("does either eight times at most", async () => {
    const cardId = await inUse();
    for (let copy = 0; copy < 4; copy++) {
      await reissueCard(business.owner, { cardId });
      await renewCard(business.owner, { cardId });
    }
    await expectRefused(() => reissueCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
    await expectRefused(() => renewCard(business.owner, { cardId }), { code: "RULE_BROKEN" });
  });

  it("takes one order at a time", async () => {
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
