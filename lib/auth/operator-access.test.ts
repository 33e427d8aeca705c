import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { actorAt, noteLook, readPlatform } from "@/lib/auth/operator-access.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import {
  rawTestDatabase,
  type TestBusiness,
  testBusiness,
  testOperator,
} from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let operator: Actor;
let business: TestBusiness;
beforeAll(async () => {
  operator = await testOperator();
  business = await testBusiness();
});

const looks = () =>
  inAccount(business.accountId, (db) =>
    db.auditLog.findMany({ where: { action: { in: ["card.see", "account.see"] } }, orderBy: { seq: "asc" } }),
  );

describe("an operator", () => {
  it("is taken to the business a row belongs to", async () => {
    expect(await actorAt(operator, "Card", business.cardId)).toMatchObject({
      accountId: business.accountId,
      homeAccountId: operator.homeAccountId,
    });
    expect(await actorAt(operator, "Account", business.accountId)).toMatchObject({
      accountId: business.accountId,
    });
  });

  it("is told of a row that is not there as everybody is", async () => {
    await expectRefused(() => actorAt(operator, "Card", 2_147_483_647), { code: "NOT_FOUND" });
    await expectRefused(() => noteLook(operator, "Card", 2_147_483_647), { code: "NOT_FOUND" });
  });

  it("leaves a trace in that business's audit log, once a minute for each row", async () => {
    for (let look = 0; look < 3; look++) await noteLook(operator, "Card", business.cardId);
    await noteLook(operator, "Account", business.accountId);
    const rows = await looks();
    expect(rows.map(({ action, targetType, targetId }) => [action, targetType, targetId])).toEqual([
      ["card.see", "Card", String(business.cardId)],
      ["account.see", "Account", String(business.accountId)],
    ]);
    expect(rows[0]).toMatchObject({ actorUserId: operator.userId, actorRole: "operator", outcome: "done" });
  });

  it("is the only one who reads over all businesses", async () => {
    expect(await readPlatform(operator, "account.see", (db) => db.account.count())).toBe(2);
    for (const actor of [business.owner, business.admin, business.user, business.analyst, business.system])
      await expectRefused(() => readPlatform(actor, "account.see", (db) => db.account.count()), {
        code: "FORBIDDEN",
      });
  });
});

describe("everybody else", () => {
  it("stays where they are, and leaves no trace by looking", async () => {
    const before = await looks();
    for (const actor of [business.owner, business.admin, business.user, business.analyst]) {
      expect(await actorAt(actor, "Card", 2_147_483_647)).toBe(actor);
      await noteLook(actor, "Card", business.cardId);
    }
    expect(await looks()).toEqual(before);
    const raw = await rawTestDatabase();
    expect(
      await raw.rows(
        "SELECT COUNT(*) FROM audit_logs WHERE action = 'card.see' AND actor_role <> 'operator'",
      ),
    ).toEqual([[0]]);
    await raw.close();
  });
});
