import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createAccount } from "./create-account.ts";
import { restoreAccount } from "./restore-account.ts";
import { suspendAccount } from "./suspend-account.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  operator = await testOperator();
});

const newBusiness = () => ({
  businessName: "Acme",
  ownerGivenName: "Ann",
  ownerFamilyName: "Owner",
  ownerEmail: `${randomUUID()}@acme.example`,
});
const fresh = async () => (await createAccount(operator, newBusiness())).accountId;
const accountOf = (accountId: number) => inAccount(accountId, (db) => db.account.findFirst());
const auditRows = (accountId: number) =>
  inAccount(accountId, (db) => db.auditLog.findMany({ orderBy: { seq: "asc" } }));

describe("account.suspend and account.restore", () => {
  it("lock a business out with a reason, and let it work again", async () => {
    const accountId = await fresh();
    const there = actingIn(operator, accountId);
    await suspendAccount(there, { reason: "Chargebacks" });
    expect(await accountOf(accountId)).toMatchObject({ status: "suspended", suspendedReason: "Chargebacks" });
    expect((await auditRows(accountId)).at(-1)).toMatchObject({
      action: "account.suspend",
      reason: "Chargebacks",
      actorUserId: operator.userId,
    });
    await restoreAccount(there, { reason: "Settled" });
    expect(await accountOf(accountId)).toMatchObject({ status: "pending", suspendedReason: null });
    expect((await auditRows(accountId)).at(-1)).toMatchObject({
      action: "account.restore",
      reason: "Settled",
    });
  });

  it("do not suspend twice, nor restore what works", async () => {
    const there = actingIn(operator, await fresh());
    await expectRefused(() => restoreAccount(there, { reason: "Why not" }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("pending, not suspended"),
    });
    await suspendAccount(there, { reason: "Once" });
    await expectRefused(() => suspendAccount(there, { reason: "Twice" }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("already suspended"),
    });
    await restoreAccount(there, { reason: "Once" });
    await expectRefused(() => restoreAccount(there, { reason: "Twice" }), { code: "RULE_BROKEN" });
  });

  it("suspend once when asked twenty times at one moment", async () => {
    const accountId = await fresh();
    const before = await auditRows(accountId);
    const there = actingIn(operator, accountId);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => suspendAccount(there, { reason: "All at once" })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "RULE_BROKEN" });
    expect(await auditRows(accountId)).toHaveLength(before.length + 1);
  });

  it("need a reason", async () => {
    const there = actingIn(operator, business.accountId);
    for (const reason of ["", " ", "x".repeat(201)])
      await expectRefused(() => suspendAccount(there, { reason }), {
        code: "INVALID_INPUT",
        fields: { reason: expect.any(String) },
      });
    await expectRefused(() => suspendAccount(there, {} as never), {
      code: "INVALID_INPUT",
      fields: { reason: "Enter a text." },
    });
  });

  it.each(["owner", "admin", "user", "analyst"] as const)(
    "are not for the %s of the business",
    async (role) => {
      await expectRefused(() => suspendAccount(business[role], { reason: "Mine" }), { code: "FORBIDDEN" });
      await expectRefused(() => restoreAccount(business[role], { reason: "Mine" }), { code: "FORBIDDEN" });
    },
  );

  it("never suspend the platform itself", async () => {
    await expectRefused(() => suspendAccount(operator, { reason: "Oops" }), { code: "RULE_BROKEN" });
  });

  it("find no business that is not there", async () => {
    await expectRefused(() => suspendAccount(actingIn(operator, 123_456), { reason: "Nobody" }), {
      code: "NOT_FOUND",
    });
  });
});
