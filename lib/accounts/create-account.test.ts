import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createAccount } from "./create-account.ts";

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
        givenName: "Ann",
        familyName: "Owner",
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

  it("invites an owner whose address has an account in another business, and says nothing of it", async () => {
    for (const ownerEmail of [business.owner.label, business.user.label.toUpperCase()]) {
      const { accountId, ownerId } = await createAccount(operator, { ...newBusiness(), ownerEmail });
      const mails = await inAccount(accountId, (db) => db.mail.findMany());
      expect(mails).toMatchObject([
        { userId: ownerId, recipient: ownerEmail.toLowerCase(), kind: "invitation" },
      ]);
    }
  });

  it("names every field at fault at once", async () => {
    const bad = {
      businessName: "",
      ownerGivenName: "x".repeat(101),
      ownerEmail: "nobody",
      status: "active",
    } as never;
    const fields = {
      businessName: "This cannot be empty.",
      ownerGivenName: "Enter up to 100 characters.",
      ownerEmail: "Enter an email address such as name@company.com.",
      status: "There is no such field.",
    };
    await expectRefused(() => createAccount(operator, bad), { code: "INVALID_INPUT", fields });
  });

  it.each(["owner", "admin", "user", "analyst"] as const)("is not for the %s of a business", async (role) => {
    await expectRefused(() => createAccount(business[role], newBusiness()), { code: "FORBIDDEN" });
  });
});
