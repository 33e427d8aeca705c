import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { depositAtSimulator } from "@/lib/accounts/issuer/deposit-at-simulator.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { log } from "@/lib/process/log.ts";
import { rawTestDatabase, type TestBusiness } from "@/lib/testing/test-database.ts";
import {
  atIssuer,
  cardHere,
  enrolledBusiness,
  hearIssuer,
  issuedCard,
  recover,
} from "@/lib/testing/test-issuer.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { expectRecorded, transactionsHere } from "@/lib/transactions/test-recorded.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { clearPurchase } from "./clear-purchase.ts";
import { makePurchase } from "./make-purchase.ts";
import { refundPurchase } from "./refund-purchase.ts";
import { tipPurchase } from "./tip-purchase.ts";
import { voidPurchase } from "./void-purchase.ts";

let business: TestBusiness;
let cardId: number;
beforeAll(async () => {
  business = await enrolledBusiness();
  await depositAtSimulator(business.accountId, 10_000_000n);
  cardId = await issuedCard(business, { userId: business.user.userId as number });
});

const lunch = { amount: 4_000, merchant: "LA BRASSERIE", mcc: "5812", country: "USA" };
const buy = (more: object = {}) => makePurchase(business.owner, { cardId, ...lunch, ...more });
const stepsOf = async (transactionId: string) =>
  (await transactionsHere(business, cardId))
    .find(({ id }) => id === transactionId)
    ?.events.map(({ kind, amount }) => [kind, Number(amount)]);

describe("a purchase in the sandbox", () => {
  it("is in the portal when the answer comes, and its webhook changes nothing more", async () => {
    const answer = await buy();
    expect(answer).toMatchObject({ approved: true, declineReason: null });
    const before = await transactionsHere(business, cardId);
    expect(before).toMatchObject([{ id: answer.transactionId, status: "pending", amount: 4_000n }]);
    await hearIssuer();
    expect(await transactionsHere(business, cardId)).toEqual(before);
    await expectRecorded(business, cardId);
  });

  it("is declined with the issuer's reason", async () => {
    const frozen = await issuedCard(business, { userId: business.user.userId as number });
    await freezeCard(business.owner, { cardId: frozen, reason: "Lost" });
    await recover(business.accountId);
    const answer = await buy({ cardId: frozen });
    expect(answer).toMatchObject({ approved: false, declineReason: "CARD_PAUSED" });
    expect(await transactionsHere(business, frozen)).toMatchObject([
      { id: answer.transactionId, status: "declined", merchantCategory: "5812" },
    ]);
  });

  it("is charged by the merchant in its own currency", async () => {
    const { transactionId } = await buy({ amount: 10_800, currency: "EUR", country: "DEU" });
    const row = (await transactionsHere(business, cardId)).find(({ id }) => id === transactionId);
    expect(row).toMatchObject({ amount: 10_800n, merchantAmount: 10_000n, merchantCurrency: "EUR" });
  });

  it("is cleared in parts, for a tip too, and refunded", async () => {
    const { transactionId } = await buy();
    expect(await tipPurchase(business.owner, { transactionId, amount: 600 })).toMatchObject({
      amount: 4_600,
    });
    await clearPurchase(business.admin, { transactionId, amount: 1_600 });
    const cleared = await clearPurchase(business.owner, { transactionId, amount: 3_000 });
    expect(cleared).toEqual({ transactionId, status: "settled", amount: 4_600 });
    expect(await stepsOf(transactionId)).toEqual([
      ["authorization", 4_000],
      ["authorization_advice", 600],
      ["clearing", 1_600],
      ["clearing", 3_000],
    ]);
    const refund = await refundPurchase(business.owner, { transactionId, amount: 1_000 });
    expect(refund).toMatchObject({ status: "settled", amount: -1_000 });
    expect(refund.transactionId).not.toBe(transactionId);
    await hearIssuer();
    await expectRecorded(business, cardId);
  });

  it("is voided in parts", async () => {
    const { transactionId } = await buy();
    expect(await voidPurchase(business.owner, { transactionId, amount: 1_500 })).toMatchObject({
      status: "pending",
      amount: 2_500,
    });
    expect(await voidPurchase(business.owner, { transactionId })).toMatchObject({
      status: "voided",
      amount: 0,
    });
  });

  it("takes no step that does not fit, and then asks the issuer for nothing", async () => {
    const { transactionId } = await buy();
    const owner = business.owner;
    await expectRefused(() => refundPurchase(owner, { transactionId }), { code: "RULE_BROKEN" });
    await expectRefused(() => tipPurchase(owner, { transactionId }), { code: "INVALID_INPUT" });
    await expectRefused(() => voidPurchase(owner, { transactionId, amount: 4_001 }), {
      code: "INVALID_INPUT",
    });
    await voidPurchase(owner, { transactionId });
    await expectRefused(() => voidPurchase(owner, { transactionId }), { code: "RULE_BROKEN" });
    await expectRefused(() => clearPurchase(owner, { transactionId }), { code: "RULE_BROKEN" });
    expect(await stepsOf(transactionId)).toHaveLength(2);
  });

  it("is made once with the same key", async () => {
    const idempotencyKey = randomUUID();
    const input = { cardId, ...lunch };
    const count = async () => (await transactionsHere(business, cardId)).length;
    await makePurchase(business.owner, input, { idempotencyKey });
    const before = await count();
    await expect(makePurchase(business.owner, input, { idempotencyKey })).rejects.toMatchObject({
      code: "KEY_REUSED",
    });
    expect(await count()).toBe(before);
  });

  it("is noted before the issuer is asked, which may not answer", async () => {
    simulator().inject({ kind: "error-before", times: 1, match: { path: "/simulate/" } });
    await expect(buy()).rejects.toMatchObject({ code: "UNKNOWN_OUTCOME" });
    simulator().inject({ kind: "rate-limited", times: 1, match: { path: "/simulate/" } });
    await expect(buy()).rejects.toMatchObject({ code: "BUSY" });
    simulator().clearFaults();
    const noted = await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({ where: { action: "sandbox.purchase" }, orderBy: { seq: "desc" } }),
    );
    expect(noted).toMatchObject({ outcome: "done", targetType: "Card", targetId: String(cardId) });
  });

  it("leaves the card's number in no row and no line of the log", async () => {
    const written: string[] = [];
    const out = vi
      .spyOn(process.stdout, "write")
      .mockImplementation((line) => written.push(String(line)) > 0);
    const level = log().level;
    log().level = "trace";
    const answer = JSON.stringify(await buy());
    await hearIssuer();
    log().level = level;
    out.mockRestore();
    const { pan } = await atIssuer("GET", `/v1/cards/${(await cardHere(business, cardId)).token}`);
    expect(answer + written.join("")).not.toContain(String(pan));
    const db = await rawTestDatabase({ asLogin: true });
    for (const { table } of Object.values(schemaMap)) {
      const rows = JSON.stringify(await db.rows(`SELECT * FROM ${table}`), (_, value) =>
        typeof value === "bigint" ? String(value) : value,
      );
      expect(rows.includes(String(pan)), table).toBe(false);
    }
    await db.close();
  });
});
