import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { renameAccount } from "./rename-account.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  operator = await testOperator();
});
const accountOf = (accountId: number) => inAccount(accountId, (db) => db.account.findFirst());
const auditRows = (accountId: number) =>
  inAccount(accountId, (db) => db.auditLog.findMany({ orderBy: { seq: "asc" } }));

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
    const { accountId, analyst } = await testBusiness();
    const before = await auditRows(accountId);
    await expectRefused(() => renameAccount(analyst, { businessName: "Mine" }), { code: "FORBIDDEN" });
    const after = await auditRows(accountId);
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      action: "account.rename",
      outcome: "refused",
      actorUserId: analyst.userId,
    });
  });
});
