import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import type { ModelName, NewRow, Row } from "../db/schema.ts";
import { type TestBusiness, testSystem } from "./test-database.ts";

const hash = () => createHash("sha256").update(randomUUID()).digest("base64url");
const later = new Date("2031-01-01T00:00:00Z");

/** The ids of one row of every model in a business. The audit tables fill themselves. */
export type RowIds = Readonly<
  Record<Exclude<ModelName, "AuditHead" | "AuditLog" | "AuditCheckpoint">, number | string>
>;

/** Adds a row of every model to a business, each linked to the others. */
export function testRows(business: TestBusiness): Promise<RowIds> {
  return seedRows(testSystem(business.accountId), {
    userId: business.user.userId as number,
    cardId: business.cardId,
    spendingProfileId: business.spendingProfileId,
  });
}

/** A secret that an authenticator app can read. */
export const testTotpSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

const seedRows = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), cardId: z.int(), spendingProfileId: z.int() }),
  async run({ db, actor, now, input: { userId, cardId, spendingProfileId } }) {
    const add = async <M extends ModelName>(model: M, values: NewRow<M>) =>
      ((await db.insert(model, values)) as { id: number }).id;
    const rule = await add("SpendingProfileRule", {
      spendingProfileId,
      kind: "daily",
      status: "active",
      lithicAuthRuleToken: randomUUID(),
    });
    const product = await add("CardProduct", { name: "Standard", form: "physical" });
    const address = await add("Address", {
      userId,
      label: "Office",
      line1: "1 Main St",
      city: "Springfield",
      region: "IL",
      postalCode: "62701",
      country: "USA",
    });
    const card = await add("Card", {
      userId,
      spendingProfileId,
      lostSpendingProfileId: spendingProfileId,
      desiredSpendingProfileId: spendingProfileId,
      profileDesiredAt: now,
      cardProductId: product,
      shippingAddressId: address,
      replacesCardId: cardId,
      replacementReason: "lost",
      cardType: "debit",
      form: "physical",
    });
    const merchant = await add("Merchant", { name: "Shop" });
    const transaction = await add("Transaction", {
      cardId: card,
      userId,
      spendingProfileId,
      merchantId: merchant,
      spendingProfileRuleId: rule,
      lithicTransactionToken: randomUUID(),
      status: "pending",
      amount: 100n,
      currency: "USD",
      merchantAmount: 100n,
      merchantCurrency: "USD",
      merchantName: "Shop",
      merchantCategory: "5411",
      occurredAt: now,
    });
    const addOperation = (kind: string, target: Partial<Row<"LithicOperation">>) =>
      add("LithicOperation", { ...target, kind, payload: "{}", idempotencyKey: randomUUID() });
    await addOperation("user.enrol", { userId });
    await addOperation("spendingProfile.sync", { spendingProfileId });
    const job = await add("BulkJob", { userId, verb: "card.freeze", input: "{}", total: 1 });
    return {
      Account: actor.accountId,
      User: userId,
      Card: card,
      SpendingProfile: spendingProfileId,
      SpendingProfileRule: rule,
      CardProduct: product,
      Address: address,
      AccountSetting: await add("AccountSetting", { name: "notifications.declines", value: { value: true } }),
      Merchant: merchant,
      Transaction: transaction,
      TransactionEvent: await add("TransactionEvent", {
        transactionId: String(transaction),
        lithicEventTokenHash: hash(),
        kind: "authorization",
        result: "approved",
        amount: 100n,
        occurredAt: now,
      }),
      WebhookEvent: await add("WebhookEvent", {
        messageId: randomUUID(),
        eventType: "card.created",
        body: "{}",
      }),
      LithicOperation: await addOperation("card.issue", { cardId: card }),
      Session: await add("Session", { userId, tokenHash: hash(), expiresAt: later }),
      SignInToken: await add("SignInToken", {
        userId,
        purpose: "invitation",
        tokenHash: hash(),
        expiresAt: later,
      }),
      SignUp: await add("SignUp", { tokenHash: hash(), expiresAt: later }),
      Mail: await add("Mail", {
        userId,
        recipient: "clara@sample.example",
        kind: "invitation",
        subject: "Join us",
        content: "{}",
      }),
      SecondFactor: await add("SecondFactor", {
        userId,
        kind: "totp",
        label: "Phone",
        secret: testTotpSecret,
      }),
      RecoveryCode: await add("RecoveryCode", { userId, codeHash: hash() }),
      PasswordHistory: await add("PasswordHistory", { userId, passwordHash: "x".repeat(60) }),
      SearchWord:
        (await db.read.searchWord.findFirst({ where: { targetType: "Card" }, select: { id: true } }))?.id ??
        0,
      SavedView: await add("SavedView", { userId, list: "cards", name: "Frozen", query: "status=frozen" }),
      ApiKey: await add("ApiKey", {
        userId,
        name: "Payroll",
        role: "admin",
        keyHash: hash(),
        keyEnd: "aB3x",
        expiresAt: later,
      }),
      BulkJob: job,
      BulkJobItem: await add("BulkJobItem", { jobId: job, place: 1, cardId: card, userId }),
      IdempotencyKey: await add("IdempotencyKey", {
        actor: "user:1",
        key: randomUUID(),
        command: "card.issue",
        inputHash: hash(),
        answer: "{}",
      }),
    };
  },
});
