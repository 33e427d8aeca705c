import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { moveCard } from "@/lib/cards/replace/move-card.ts";
import { replaceCard } from "@/lib/cards/replace/replace-card.ts";
import { activateCard } from "@/lib/cards/state/activate-card.ts";
import { closeCard } from "@/lib/cards/state/close-card.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { unfreezeCard } from "@/lib/cards/state/unfreeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { activeHolder } from "@/lib/testing/test-holder.ts";
import {
  cardHere,
  cardInUse,
  cardsAtIssuer,
  enrolledBusiness,
  issuedCard,
  recover,
  ship,
  testAddress,
} from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { readUser } from "../queries.ts";
import { deactivateUser } from "./deactivate-user.ts";
import { readOpenCards } from "./open-cards.ts";
import { reactivateUser } from "./reactivate-user.ts";

type OpenCards = Parameters<typeof deactivateUser>[1]["openCards"];

let business: TestBusiness;
let userId: number;
let kim: number;
let addressId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  addressId = (await addAddress(business.owner, { ...testAddress, label: "Office" })).addressId;
});
beforeEach(async () => {
  userId = await activeHolder(business);
  kim = await activeHolder(business);
});

const issued = (given: Parameters<typeof issuedCard>[1] = {}) => issuedCard(business, { userId, ...given });
const here = (cardId: number) => cardHere(business, cardId);
const seen = async () => (await readOpenCards(business.owner, userId)).map(({ id }) => id);
const deactivate = (openCards: OpenCards) =>
  deactivateUser(business.owner, { userId, reason: "Left", openCards });
const statusNow = async () => (await readUser(business.owner, userId)).status;

describe("somebody with open cards", () => {
  it("is deactivated and all cards are frozen, which stay frozen", async () => {
    const [active, frozen] = [await issued(), await issued()];
    const asked = { cardId: frozen, reason: "On leave" };
    await freezeCard(business.admin, asked);
    await recover(business.accountId);
    await deactivate({ verb: "card.freeze", ids: await seen() });
    await recover(business.accountId);
    expect(await here(active)).toMatchObject({
      status: "frozen",
      frozenReason: "Its holder was deactivated",
      frozenByUserId: business.owner.userId,
    });
    expect(await here(frozen)).toMatchObject({ status: "frozen", frozenReason: "On leave" });
    expect(await statusNow()).toBe("deactivated");
    await expectRefused(() => unfreezeCard(business.owner, { cardId: active }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("is deactivated"),
    });
    await reactivateUser(business.owner, { userId });
    await unfreezeCard(business.owner, { cardId: active });
  });

  it("is deactivated and all cards are closed, more than are waited for", async () => {
    const ids: number[] = [];
    for (let count = 0; count < 7; count++) ids.push(await issued());
    await deactivate({ verb: "card.close", ids: await seen(), confirmedCount: 7 });
    expect((await here(ids[0] ?? 0)).desiredStatus).toBe("inactive");
    await recover(business.accountId);
    for (const id of ids)
      expect(await here(id)).toMatchObject({
        status: "inactive",
        closedReason: "Its holder was deactivated",
      });
    const [row] = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({
        where: { targetType: "User", targetId: String(userId), action: "user.deactivate" },
      }),
    );
    expect(JSON.parse(row?.changes ?? "")).toMatchObject({ cardsClosed: [null, 7] });
  });

  it("is deactivated and all cards are moved, each as another card", async () => {
    await depositAtSimulator(business.accountId, 50_000n);
    const virtual = await issued({ memo: "Travel" });
    const reloadable = await issued({
      cardType: "reloadable",
      spendLimit: 10_000,
      spendLimitDuration: "forever",
    });
    const physical = await cardInUse(business, userId);
    const ids = await seen();
    const move = { verb: "card.move", ids, holderId: kim } as const;
    await expectRefused(() => deactivate({ ...move, spendLimit: 2_000 }), {
      code: "INVALID_INPUT",
      fields: { "openCards.shippingAddressId": expect.any(String) },
    });
    await expectRefused(() => deactivate({ ...move, shippingAddressId: addressId }), {
      code: "INVALID_INPUT",
      fields: { "openCards.spendLimit": expect.any(String) },
    });
    expect(await statusNow()).toBe("active");
    await deactivate({ ...move, shippingAddressId: addressId, spendLimit: 2_000 });
    await recover(business.accountId);
    for (const id of [virtual, reloadable, physical])
      expect(await here(id)).toMatchObject({ status: "inactive" });
    const made = await inAccount(business.accountId, (db) => db.card.findMany({ where: { userId: kim } }));
    expect(made.map(({ replacesCardId }) => replacesCardId).sort()).toEqual(
      [virtual, reloadable, physical].sort(),
    );
    expect(made.find(({ cardType }) => cardType === "reloadable")).toMatchObject({ spendLimit: 2_000n });
    expect(await cardsAtIssuer(business, kim)).toHaveLength(3);
  });

  it("does not turn a damaged card and its replacement into two", async () => {
    const damaged = await cardInUse(business, userId);
    await replaceCard(business.owner, { cardId: damaged, reason: "damaged" });
    await recover(business.accountId);
    const move = {
      verb: "card.move",
      ids: await seen(),
      holderId: kim,
      shippingAddressId: addressId,
    } as const;
    await deactivate(move);
    await recover(business.accountId);
    expect(await cardsAtIssuer(business, kim)).toHaveLength(1);
    expect(await seen()).toEqual([]);
  });

  it("is refused without a choice, and told the three ways", async () => {
    await issued();
    await expectRefused(() => deactivate(undefined), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("freeze them, close them, or move them to another person"),
    });
  });

  it("keeps no card that was issued after the dialog was opened", async () => {
    await issued();
    const ids = await seen();
    const later = await issued({ memo: "Later" });
    const { lastFour } = await here(later);
    for (const verb of ["card.freeze", "card.close"] as const)
      await expectRefused(() => deactivate({ verb, ids }), {
        code: "STALE",
        message: expect.stringContaining(`also holds Later •• ${lastFour}, which you have not seen.`),
      });
    expect(await statusNow()).toBe("active");
    await deactivate({ verb: "card.close", ids: [...ids, later] });
  });

  it("is deactivated when a named card was closed meanwhile", async () => {
    const [closed, open] = [await issued(), await issued()];
    const ids = await seen();
    const { lastFour } = await here(closed);
    await closeCard(business.owner, { cardId: closed, lastFour: lastFour ?? "", reason: "Done" });
    await deactivate({ verb: "card.freeze", ids });
    await recover(business.accountId);
    expect((await here(open)).status).toBe("frozen");
  });

  it("is refused a card of somebody else, and another number than the cards named", async () => {
    await issued();
    const ids = await seen();
    const stranger = await issuedCard(business, { userId: kim });
    await expectRefused(() => deactivate({ verb: "card.close", ids: [...ids, stranger] }), {
      code: "INVALID_INPUT",
      fields: { "openCards.ids": expect.any(String) },
    });
    await expectRefused(() => deactivate({ verb: "card.close", ids, confirmedCount: 2 }), {
      code: "INVALID_INPUT",
      fields: { "openCards.confirmedCount": "This is 1 card. Enter 1 to confirm." },
    });
    expect((await here(stranger)).status).toBe("active");
    expect((await here(ids[0] ?? 0)).status).toBe("active");
  });

  it("leaves a printed card that nobody activated, and nobody can while they are deactivated", async () => {
    const sent = await issued({ form: "physical" });
    await ship(business, sent);
    await deactivate({ verb: "card.freeze", ids: await seen() });
    await expectRefused(() => activateCard(business.owner, { cardId: sent }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("is deactivated"),
    });
    await moveCard(business.owner, { cardId: sent, holderId: kim, shippingAddressId: addressId });
  });

  it("waits for a card that the issuer is still creating, unless it is closed", async () => {
    const card = { userId, cardType: "debit", form: "virtual", memo: "Soon" } as const;
    const { cardId } = await issueCard(business.owner, card, { leaveToWorker: true });
    const ids = await seen();
    await expectRefused(() => deactivate({ verb: "card.freeze", ids }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("Soon can't be frozen, because it is pending."),
    });
    await expectRefused(() => deactivate({ verb: "card.move", ids, holderId: kim }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("still creating Soon"),
    });
    await deactivate({ verb: "card.close", ids });
    await recover(business.accountId);
    expect((await here(cardId)).status).toBe("inactive");
  });

  it("ends with no working card, whatever is issued or unfrozen at the same moment", async () => {
    const frozen = await issued();
    await freezeCard(business.admin, { cardId: frozen, reason: "On leave" });
    await recover(business.accountId);
    const ids = await seen();
    const outcomes = await Promise.allSettled([
      issueCard(business.admin, { userId, cardType: "debit", form: "virtual" }),
      unfreezeCard(business.admin, { cardId: frozen }),
      deactivate({ verb: "card.freeze", ids }),
    ]);
    await recover(business.accountId);
    if (outcomes[2].status === "rejected") {
      expect(outcomes[2].reason).toMatchObject({ code: "STALE" });
      return;
    }
    const open = await inAccount(business.accountId, (db) =>
      db.card.findMany({ where: { userId, status: { notIn: ["inactive", "frozen"] } } }),
    );
    expect(open).toEqual([]);
  });

  it("is not moved to by somebody who may not", async () => {
    await issued();
    await expectRefused(
      () =>
        deactivateUser(business.user, {
          userId,
          reason: "Left",
          openCards: { verb: "card.close", ids: [1] },
        }),
      { code: "FORBIDDEN" },
    );
    await expectRefused(() => readOpenCards(business.user, userId), { code: "FORBIDDEN" });
  });
});
