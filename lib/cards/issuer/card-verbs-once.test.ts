import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addAddress } from "@/lib/addresses/add-address.ts";
import { convertCard } from "@/lib/cards/issue/convert-card.ts";
import { reissueCard } from "@/lib/cards/issue/reissue-card.ts";
import { renewCard } from "@/lib/cards/issue/renew-card.ts";
import { moveCard } from "@/lib/cards/replace/move-card.ts";
import { replaceCard } from "@/lib/cards/replace/replace-card.ts";
import { activateCard } from "@/lib/cards/state/activate-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { cardEvents } from "@/lib/lithic/card-prints.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { inOwnProcess, namedFaults, steps } from "@/lib/testing/test-faults.ts";
import { activeHolder, newHolder } from "@/lib/testing/test-holder.ts";
import {
  cardHere,
  cardInUse,
  cardsAtIssuer,
  enrolledBusiness,
  issuedCard,
  recover,
  ship,
} from "@/lib/testing/test-issuer.ts";

const office = { line1: "1 Main St", city: "Springfield", region: "IL", postalCode: "62701", country: "USA" };

let business: TestBusiness;
let holderId: number;
let newHolderId: number;
let addressId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  addressId = (await addAddress(business.owner, { ...office, label: "Office" })).addressId;
});
// Each test has a new holder and counts only the holder's cards.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  holderId = await newHolder(business);
  newHolderId = await activeHolder(business);
});
afterEach(() => {
  simulator().clearFaults();
  vi.useRealTimers();
});

const virtual = () => issuedCard(business, { userId: holderId });
const physical = () => cardInUse(business, holderId);

/** A verb: its starting state, how to call it, which calls can fail, and what must be true at the
 *  end. */
interface Verb {
  readonly verb: string;
  readonly kinds: readonly string[];
  readonly paths: readonly string[];
  card(): Promise<number>;
  input(cardId: number): Record<string, unknown>;
  ask(cardId: number): Promise<unknown>;
  expectOnce(cardId: number): Promise<void>;
}

const verbs: readonly Verb[] = [
  {
    verb: "replace",
    kinds: ["card.issue", "card.close"],
    paths: ["/cards$", "/cards/[^/]+$"],
    card: virtual,
    input: (cardId) => ({ cardId, reason: "lost" }),
    ask: (cardId) => replaceCard(business.owner, { cardId, reason: "lost" }),
    async expectOnce(cardId) {
      const old = await cardHere(business, cardId);
      const [made, ...more] = await rowsOf(holderId, cardId);
      expect(more).toEqual([]);
      expect(old).toMatchObject({
        status: "inactive",
        desiredStatus: null,
        closedReason: "Lost, replaced by another card",
      });
      const replacement = await cardHere(business, made?.id ?? 0);
      expect(replacement).toMatchObject({
        status: "active",
        memo: old.memo,
        replacesCardId: cardId,
        replacementReason: "lost",
      });
      const there = await cardsAtIssuer(business, holderId);
      expect(there).toHaveLength(2);
      expect(there.find(({ token }) => token === old.token)).toMatchObject({ status: "inactive" });
      expect(there.find(({ token }) => token === replacement.token)).toMatchObject({
        status: "active",
        replacementFor: old.token,
      });
    },
  },
  {
    verb: "move",
    kinds: ["card.issue", "card.close"],
    paths: ["/cards$", "/cards/[^/]+$"],
    card: virtual,
    input: (cardId) => ({ cardId, holderId: newHolderId }),
    ask: (cardId) => moveCard(business.owner, { cardId, holderId: newHolderId }),
    async expectOnce(cardId) {
      const old = await cardHere(business, cardId);
      expect(old).toMatchObject({
        status: "inactive",
        desiredStatus: null,
        closedReason: "Moved to another person",
      });
      expect(await cardsAtIssuer(business, holderId)).toMatchObject([
        { token: old.token, status: "inactive" },
      ]);
      const [made, ...more] = await rowsOf(newHolderId, cardId);
      expect(more).toEqual([]);
      const moved = await cardHere(business, made?.id ?? 0);
      expect(moved).toMatchObject({
        status: "active",
        memo: old.memo,
        replacesCardId: cardId,
        replacementReason: "moved",
      });
      expect(await cardsAtIssuer(business, newHolderId)).toMatchObject([
        { token: moved.token, status: "active", replacementFor: null },
      ]);
    },
  },
  {
    verb: "reissue",
    kinds: ["card.reissue"],
    paths: ["/reissue$"],
    card: physical,
    input: (cardId) => ({ cardId }),
    ask: (cardId) => reissueCard(business.owner, { cardId }),
    expectOnce: (cardId) => expectOneEvent(cardId, "card.reissued"),
  },
  {
    verb: "renew",
    kinds: ["card.renew"],
    paths: ["/renew$"],
    card: virtual,
    input: (cardId) => ({ cardId, shippingAddressId: addressId }),
    ask: (cardId) => renewCard(business.owner, { cardId, shippingAddressId: addressId }),
    expectOnce: (cardId) => expectOneEvent(cardId, "card.renewed"),
  },
  {
    verb: "convert",
    kinds: ["card.convert"],
    paths: ["/convert_physical$"],
    card: virtual,
    input: (cardId) => ({ cardId, shippingAddressId: addressId }),
    ask: (cardId) => convertCard(business.owner, { cardId, shippingAddressId: addressId }),
    async expectOnce(cardId) {
      expect(await cardHere(business, cardId)).toMatchObject({
        form: "physical",
        status: "pending",
        desiredStatus: null,
        shippedAt: null,
      });
      expect(await cardsAtIssuer(business, holderId)).toMatchObject([
        { type: "PHYSICAL", status: "pending", awaitsActivation: false },
      ]);
    },
  },
  {
    verb: "activate",
    kinds: ["card.activate"],
    paths: ["/cards/[^/]+$"],
    async card() {
      const cardId = await issuedCard(business, { userId: holderId, form: "physical" });
      await ship(business, cardId);
      return cardId;
    },
    input: (cardId) => ({ cardId }),
    ask: (cardId) => activateCard(business.owner, { cardId }),
    async expectOnce(cardId) {
      expect(await cardHere(business, cardId)).toMatchObject({ status: "active", desiredStatus: null });
      expect(await cardsAtIssuer(business, holderId)).toMatchObject([{ status: "active" }]);
    },
  },
];

function rowsOf(userId: number, but: number) {
  return inAccount(business.accountId, (db) => db.card.findMany({ where: { userId, id: { not: but } } }));
}

async function expectOneEvent(cardId: number, kind: "card.reissued" | "card.renewed"): Promise<void> {
  const { token, status, issuerMessage } = await cardHere(business, cardId);
  expect(await cardEvents(kind, token ?? "", new Date(0))).toHaveLength(1);
  expect({ status, issuerMessage }).toEqual({ status: "active", issuerMessage: null });
}

describe.each(verbs)("card.$verb", ({ verb, kinds, paths, card, input, ask, expectOnce }) => {
  it.each(kinds.flatMap((kind) => steps.map((step) => `${kind}:${step}`)))(
    "is done once by another when a process is killed after %s",
    async (at) => {
      const cardId = await card();
      expect(await inOwnProcess(business, `after:${at}`, verb, input(cardId))).toBe("SIGKILL");
      await recover(business.accountId);
      await expectOnce(cardId);
    },
  );

  it.each(namedFaults)("is done once by an issuer that fails with %s", async (_, fault) => {
    const cardId = await card();
    for (const path of paths)
      simulator().inject({ ...fault, match: { method: path.endsWith("+$") ? "PATCH" : "POST", path } });
    await ask(cardId);
    await recover(business.accountId);
    await expectOnce(cardId);
  });

  it("is done once after a day without an answer", async () => {
    const cardId = await card();
    for (const path of paths)
      simulator().inject({
        kind: "reset-after",
        times: 1,
        match: { path: path.replace("/cards/[^/]+$", "/cards/.+") },
      });
    await ask(cardId);
    vi.setSystemTime(Date.now() + 30 * 3_600_000);
    await recover(business.accountId);
    await expectOnce(cardId);
  });
});

describe("an order that comes back after its key was used for a day", () => {
  it("waits until no earlier call can arrive, and is then done", async () => {
    const cardId = await physical();
    simulator().inject({ kind: "reset", times: 2, match: { path: "/reissue$" } });
    await reissueCard(business.owner, { cardId });
    vi.setSystemTime(Date.now() + 23 * 3_600_000 - 5_000);
    await recover(business.accountId);
    await expectOneEvent(cardId, "card.reissued");
  });
});
