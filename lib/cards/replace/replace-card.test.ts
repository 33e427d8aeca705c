import { beforeAll, describe, expect, it } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere, cardInUse, enrolledBusiness, issuedCard, testAddress } from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { readCard } from "../queries.ts";
import { replaceCard } from "./replace-card.ts";

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

  it("closes no other card than the one whose digits were typed (H29)", async () => {
    const cardId = await issued();
    const lastFour = (await here(cardId)).lastFour === "0000" ? "0001" : "0000";
    await expectRefused(() => replaceCard(business.owner, { cardId, reason: "lost", lastFour }), {
      code: "INVALID_INPUT",
      fields: { lastFour: "These are not the last four digits of this card." },
    });
    expect(await here(cardId)).toMatchObject({ status: "active" });
    await replaceCard(business.owner, {
      cardId,
      reason: "lost",
      lastFour: (await here(cardId)).lastFour ?? "",
    });
    expect(await here(cardId)).toMatchObject({ status: "inactive" });
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
