import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { inviteUser } from "@/lib/users/invitation/invite-user.ts";
import { takeBackInvitation } from "@/lib/users/invitation/take-back-invitation.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { reactivateUser } from "@/lib/users/leaving/reactivate-user.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers, readUser } from "@/lib/users/queries.ts";
import { idOf, newPerson } from "@/lib/users/test-users.ts";

let first: Actor;
let business: TestBusiness;
beforeAll(async () => {
  first = await testOperator();
  business = await testBusiness();
});

const person = () => ({ ...newPerson("operator"), email: `${randomUUID()}@platform.example` });
const leaving = (operator: Actor) => ({ userId: idOf(operator), reason: "Left" });
const activeOperators = () =>
  inAccount(first.accountId, (db) => db.user.findMany({ where: { role: "operator", status: "active" } }));

describe("the operators of the platform", () => {
  it("are listed for one another, and nobody else is", async () => {
    const { rows } = await listUsers(first, parseListQuery(userListRules, {}));
    expect(rows.map(({ id }) => id)).toContain(first.userId);
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(["operator"]));
    await expectRefused(() => readUser(first, idOf(business.owner)), { code: "NOT_FOUND" });
    const there = actingIn(first, business.accountId);
    await expectRefused(() => listUsers(there, parseListQuery(userListRules, {})), { code: "FORBIDDEN" });
    await expectRefused(() => createUser(there, person()), { code: "FORBIDDEN" });
  });

  it("invite, resend and revoke, with a letter that says what an operator does", async () => {
    const { userId } = await createUser(first, person());
    const [mail] = await mailsTo(first.accountId, userId);
    expect(mail).toMatchObject({ kind: "invitation" });
    expect((await inviteUser(first, { userId })).link).toContain("/accept-invitation?token=");
    await takeBackInvitation(first, { userId });
    expect(await readUser(first, userId)).toMatchObject({ status: "invited", invitedUntil: null });
    const old = { ...first, session: { id: 1, authenticatedAt: new Date(0) } };
    await expectRefused(() => inviteUser(old, { userId }), { code: "CONFIRM_IDENTITY" });
    await expectRefused(() => createUser(old, person()), { code: "CONFIRM_IDENTITY" });
  });

  it("have no other role, and no business has them", async () => {
    for (const role of ["owner", "admin", "user", "analyst"] as const)
      await expectRefused(() => createUser(first, { ...person(), role }), { code: "FORBIDDEN" });
    const { userId } = await createUser(first, person());
    await expectRefused(() => changeUser(first, { userId, role: "owner" }), { code: "FORBIDDEN" });
    await expectRefused(() => createUser(business.owner, person()), { code: "FORBIDDEN" });
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.user), role: "operator" }), {
      code: "FORBIDDEN",
    });
  });

  it("deactivate and reactivate one another, and the last active one stays", async () => {
    const second = await testOperator();
    await deactivateUser(first, leaving(second));
    await reactivateUser(first, { userId: idOf(second) });
    for (const { id } of await activeOperators())
      if (id !== first.userId) await deactivateUser(first, { userId: id, reason: "Left" });
    await createUser(first, person());
    await expectRefused(() => deactivateUser(first, leaving(first)), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("always has an active operator"),
    });
  });

  it("are never all gone when they deactivate each other at one moment", async () => {
    let left = [first];
    for (let round = 0; round < 5; round++) {
      const all = [...left, ...(await Promise.all([testOperator(), testOperator(), testOperator()]))];
      const results = await Promise.allSettled(
        all.map((operator) => deactivateUser(operator, leaving(operator))),
      );
      const refused = results.filter(({ status }) => status === "rejected");
      expect(refused).toMatchObject([{ reason: { code: "RULE_BROKEN" } }]);
      const active = (await activeOperators()).map(({ id }) => id);
      left = all.filter(({ userId }) => active.includes(userId ?? 0));
      expect([left.length, active.length]).toEqual([1, 1]);
    }
  });
});
