import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { attemptAllDue } from "@/lib/operations.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { activeHolder, newHolder } from "@/lib/testing/test-holder.ts";
import {
  cardHere,
  cardInUse,
  cardsAtIssuer,
  enrolledBusiness,
  issuedCard,
  testAddress,
} from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { readCard } from "../queries.ts";
import { moveCard } from "./move-card.ts";

let business: TestBusiness;
let addressId: number;
let kim: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  addressId = (await addAddress(business.owner, { ...testAddress, label: "Office" })).addressId;
});
beforeEach(async () => {
  kim = await activeHolder(business);
});

const holderId = () => business.user.userId as number;
const issued = (given: Parameters<typeof issuedCard>[1] = {}) =>
  issuedCard(business, { userId: holderId(), ...given });
const here = (cardId: number) => cardHere(business, cardId);

describe("card.move", () => {
  it("gives the other person a card like it with a new number, and closes the old one for good", async () => {
    const cardId = await issued({ spendLimit: 50_000, spendLimitDuration: "monthly", memo: "Travel" });
    const { lastFour } = await here(cardId);
    const moved = await moveCard(business.admin, { cardId, holderId: kim, lastFour: lastFour ?? "" });
    await attemptAllDue();
    const old = await here(cardId);
    expect(old).toMatchObject({
      userId: holderId(),
      status: "inactive",
      closedReason: "Moved to another person",
      version: moved.version + 1,
    });
    const made = await here(moved.cardId);
    expect(made).toMatchObject({
      userId: kim,
      status: "active",
      memo: "Travel",
      spendLimit: 50_000n,
      spendLimitDuration: "monthly",
      replacesCardId: cardId,
      replacementReason: "moved",
    });
    expect(await cardsAtIssuer(business, kim)).toMatchObject([
      { token: made.token, status: "active", replacementFor: null },
    ]);
    expect(await readCard(business.owner, cardId)).toMatchObject({
      replacedBy: { id: moved.cardId, reason: "moved" },
    });
    expect(await readCard(business.owner, moved.cardId)).toMatchObject({
      replaces: { id: cardId, reason: "moved" },
    });
    const rows = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "card.move" }, orderBy: { seq: "asc" } }),
    );
    expect(
      rows
        .slice(-2)
        .map(({ targetId }) => targetId)
        .sort(),
    ).toEqual([cardId, moved.cardId].map(String).sort());
  });

  it("shows a cardholder nothing of the card that somebody else held", async () => {
    const cardId = await issuedCard(business, { userId: kim });
    const { cardId: movedId } = await moveCard(business.owner, { cardId, holderId: holderId() });
    expect((await readCard(business.user, movedId)).replaces).toBeNull();
    await expectRefused(() => readCard(business.user, cardId), { code: "NOT_FOUND" });
    await attemptAllDue();
    const { cardId: backId } = await moveCard(business.owner, { cardId: movedId, holderId: kim });
    expect((await readCard(business.user, movedId)).replacedBy).toBeNull();
    expect((await readCard(business.owner, movedId)).replacedBy).toMatchObject({ id: backId });
  });

  it("moves a frozen card, and the new one works", async () => {
    const cardId = await issued();
    await freezeCard(business.admin, { cardId, reason: "On leave" });
    const { cardId: newId } = await moveCard(business.owner, { cardId, holderId: kim });
    await attemptAllDue();
    expect(await here(cardId)).toMatchObject({ status: "inactive", frozenAt: null });
    expect(await here(newId)).toMatchObject({ status: "active" });
  });

  it("asks where a physical card is sent: to the business or to the new holder", async () => {
    const cardId = await cardInUse(business, holderId());
    const { shippingAddressId } = await here(cardId);
    for (const wrong of [null, shippingAddressId])
      await expectRefused(
        () => moveCard(business.owner, { cardId, holderId: kim, shippingAddressId: wrong }),
        { code: "INVALID_INPUT", fields: { shippingAddressId: expect.any(String) } },
      );
    const order = { cardId, holderId: kim, shippingAddressId: addressId };
    const { cardId: newId } = await moveCard(business.owner, order);
    expect(await here(newId)).toMatchObject({
      form: "physical",
      status: "pending",
      shippingAddressId: addressId,
    });
  });

  it("asks what is loaded on a new reloadable card, and moves no money", async () => {
    await depositAtSimulator(business.accountId, 50_000n);
    const cardId = await issued({
      cardType: "reloadable",
      spendLimit: 40_000,
      spendLimitDuration: "forever",
    });
    await expectRefused(() => moveCard(business.owner, { cardId, holderId: kim }), {
      code: "INVALID_INPUT",
      fields: { spendLimit: "Enter how much is loaded on the new card." },
    });
    // More than what is left beside the old card: closing that one sets it free.
    const { cardId: newId } = await moveCard(business.owner, { cardId, holderId: kim, spendLimit: 30_000 });
    await attemptAllDue();
    expect(await here(newId)).toMatchObject({
      cardType: "reloadable",
      spendLimit: 30_000n,
      spendLimitDuration: "forever",
      status: "active",
    });
  });

  it("moves a card once, also when two people ask at one moment", async () => {
    const cardId = await issued();
    const other = await activeHolder(business);
    const asked = await Promise.allSettled([
      moveCard(business.owner, { cardId, holderId: kim }),
      moveCard(business.admin, { cardId, holderId: other }),
    ]);
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await attemptAllDue();
    const made = [...(await cardsAtIssuer(business, kim)), ...(await cardsAtIssuer(business, other))];
    expect(made).toHaveLength(1);
  });

  it("is refused for somebody who can hold no card now, and changes nothing", async () => {
    const cardId = await issued();
    const gone = await activeHolder(business);
    await deactivateUser(business.owner, { userId: gone, reason: "Left" });
    const analyst = business.analyst.userId as number;
    for (const holder of [holderId(), gone, analyst, await newHolder(business)])
      await expectRefused(() => moveCard(business.owner, { cardId, holderId: holder }), {
        code: "INVALID_INPUT",
        fields: { holderId: expect.stringContaining("Choose somebody else.") },
      });
    expect(await here(cardId)).toMatchObject({ status: "active", desiredStatus: null });
  });

  it("is refused for what cannot be moved, and changes nothing", async () => {
    const cardId = await issued();
    const { lastFour } = await here(cardId);
    await expectRefused(
      () =>
        moveCard(business.owner, { cardId, holderId: kim, lastFour: lastFour === "0000" ? "0001" : "0000" }),
      { code: "INVALID_INPUT", fields: { lastFour: expect.any(String) } },
    );
    await expectRefused(() => moveCard(business.owner, { cardId, holderId: kim, spendLimit: 1 }), {
      code: "INVALID_INPUT",
      fields: { spendLimit: expect.any(String) },
    });
    await expectRefused(
      () => moveCard(business.owner, { cardId, holderId: kim, shippingAddressId: addressId }),
      { code: "INVALID_INPUT", fields: { shippingAddressId: expect.any(String) } },
    );
    await expectRefused(() => moveCard(business.user, { cardId, holderId: kim }), { code: "FORBIDDEN" });
    await closeCard(business.owner, { cardId, lastFour: lastFour ?? "", reason: "Done" });
    await expectRefused(() => moveCard(business.owner, { cardId, holderId: kim }), { code: "RULE_BROKEN" });
  });
});
