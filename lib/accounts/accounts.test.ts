import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createAccount } from "@/lib/accounts/create-account.ts";
import { createPlatform } from "@/lib/accounts/create-platform.ts";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { restoreAccount } from "@/lib/accounts/restore-account.ts";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testOperator, testSystem } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  operator = await testOperator();
});

const newBusiness = () => ({
  businessName: "Acme",
  ownerName: "Ann Owner",
  ownerEmail: `${randomUUID()}@acme.example`,
});
const fresh = async () => (await createAccount(operator, newBusiness())).accountId;
const accountOf = (accountId: number) => inAccount(accountId, (db) => db.account.findFirst());
const auditRows = (accountId: number) =>
  inAccount(accountId, (db) => db.auditLog.findMany({ orderBy: { seq: "asc" } }));

describe("account.create", () => {
  it("takes a business in, pending, with its owner invited, both in the new account's own chain", async () => {
    const input = newBusiness();
    const platformRows = await auditRows(operator.accountId);
    const { accountId, ownerId } = await createAccount(operator, input);
    expect(await accountOf(accountId)).toMatchObject({
      businessName: "Acme",
      ownerEmail: input.ownerEmail,
      accountType: "business",
      status: "pending",
      balance: 0n,
    });
    const owners = await inAccount(accountId, (db) => db.user.findMany());
    expect(owners).toMatchObject([
      {
        id: ownerId,
        name: "Ann Owner",
        email: input.ownerEmail,
        role: "owner",
        status: "invited",
        passwordHash: null,
      },
    ]);
    const rows = await auditRows(accountId);
    const by = {
      action: "account.create",
      actorUserId: operator.userId,
      actorRole: "operator",
      actorLabel: operator.label,
      outcome: "done",
    };
    expect(rows).toMatchObject([
      { ...by, seq: 1, prevHash: "", targetType: "Account", targetId: String(accountId) },
      { ...by, seq: 2, prevHash: rows[0]?.hash, targetType: "User", targetId: String(ownerId) },
    ]);
    expect(await auditRows(operator.accountId)).toEqual(platformRows);
  });

  it("refuses an owner who already signs in somewhere, in any case of letters, and leaves no account behind", async () => {
    const input = newBusiness();
    await createAccount(operator, input);
    for (const ownerEmail of [input.ownerEmail, input.ownerEmail.toUpperCase(), business.user.label]) {
      const again = { ...newBusiness(), ownerEmail };
      await expectRefused(() => createAccount(operator, again), {
        code: "DUPLICATE",
        fields: { ownerEmail: expect.any(String) },
      });
    }
  });

  it("takes one of twenty businesses with one owner at one moment", async () => {
    const input = newBusiness();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => createAccount(operator, input)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "DUPLICATE" });
  });

  it("names every field at fault at once", async () => {
    const bad = {
      businessName: "",
      ownerName: "x".repeat(101),
      ownerEmail: "nobody",
      status: "active",
    } as never;
    const fields = {
      businessName: "This cannot be empty.",
      ownerName: "Enter up to 100 characters.",
      ownerEmail: "Enter an email address such as name@company.com.",
      status: "There is no such field.",
    };
    await expectRefused(() => createAccount(operator, bad), { code: "INVALID_INPUT", fields });
  });

  it.each(["owner", "admin", "user", "analyst"] as const)("is not for the %s of a business", async (role) => {
    await expectRefused(() => createAccount(business[role], newBusiness()), { code: "FORBIDDEN" });
  });
});

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

describe("account.rename", () => {
  it("is refused on an older version than there is", async () => {
    const { version } = await renameAccount(business.owner, { businessName: "First" });
    await renameAccount(business.owner, { businessName: "Second", version });
    await expectRefused(() => renameAccount(business.owner, { businessName: "Third", version }), {
      code: "STALE",
    });
  });

  it("lets one of two win who saw the same version", async () => {
    const { version } = await renameAccount(business.owner, { businessName: "Start" });
    const names = ["Left", "Right"];
    const results = await Promise.allSettled(
      names.map((businessName) => renameAccount(business.owner, { businessName, version })),
    );
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "STALE" });
  });

  it("lets an operator acting in the business do it, noted in the business's chain", async () => {
    const there = actingIn(operator, business.accountId);
    const before = await auditRows(operator.accountId);
    await renameAccount(there, { businessName: "Corrected" });
    expect(await accountOf(business.accountId)).toMatchObject({ businessName: "Corrected" });
    expect((await auditRows(business.accountId)).at(-1)).toMatchObject({
      action: "account.rename",
      actorUserId: operator.userId,
      actorRole: "operator",
    });
    expect(await auditRows(operator.accountId)).toEqual(before);
  });

  it.each(["admin", "user", "analyst"] as const)("is not for the %s", async (role) => {
    await expectRefused(() => renameAccount(business[role], { businessName: "Mine" }), { code: "FORBIDDEN" });
  });

  it("notes who was refused", async () => {
    const before = await auditRows(business.accountId);
    await expect(renameAccount(business.analyst, { businessName: "Mine" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const after = await auditRows(business.accountId);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      action: "account.rename",
      outcome: "refused",
      actorUserId: business.analyst.userId,
    });
  });
});

describe("acting in another business", () => {
  it.each(["owner", "admin", "user", "analyst"] as const)(
    "is for operators: to the %s of one, others do not exist",
    async (role) => {
      const { accountId } = await testBusiness();
      expect(() => actingIn(business[role], accountId)).toThrow(
        expect.objectContaining({ code: "NOT_FOUND" }),
      );
      expect(actingIn(business[role], business.accountId)).toEqual(business[role]);
    },
  );

  it("does not let anybody else do there what they may do at home, however they got there", async () => {
    const { accountId } = await testBusiness();
    const smuggled = { ...business.owner, accountId } as Actor;
    await expectRefused(() => renameAccount(smuggled, { businessName: "Taken over" }), { code: "FORBIDDEN" });
  });
});

describe("platform.create", () => {
  it("is done once", async () => {
    const platform = { businessName: "Second platform", ownerEmail: "second@demo.example" };
    await expectRefused(() => createPlatform(testSystem(0), platform), { code: "DUPLICATE" });
  });

  it("is for the system alone", async () => {
    for (const actor of [operator, business.owner]) {
      const platform = { businessName: "Mine", ownerEmail: "mine@demo.example" };
      await expectRefused(() => createPlatform(actor, platform), { code: "FORBIDDEN" });
    }
  });
});
