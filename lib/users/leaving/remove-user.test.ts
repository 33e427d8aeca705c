import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { mailsTo, tokenFrom } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { createUser } from "../create-user.ts";
import { acceptInvitation } from "../invitation/accept-invitation.ts";
import { listUsers, readUser } from "../queries.ts";
import { addPerson, idOf, newPerson } from "../test-users.ts";
import { userHistory } from "../user-history.ts";
import { deactivateUser } from "./deactivate-user.ts";
import { reactivateUser } from "./reactivate-user.ts";
import { removeUser } from "./remove-user.ts";
import { restoreUser } from "./restore-user.ts";

const origin = { ip: "198.51.100.9", userAgent: null, requestId: "remove" };
const password = "plum-kettle-orbit-seven";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const list = async (query: Record<string, string>, actor: Actor = business.owner) =>
  (await listUsers(actor, parseListQuery(userListRules, query))).rows.map(({ id }) => id);
const history = (userId: number, actor: Actor = business.owner) =>
  userHistory(actor, userId, parseListQuery(historyRules, {}));

async function invited(by = business) {
  const person = newPerson("user");
  return { ...person, userId: (await createUser(by.owner, person)).userId };
}

async function joined(by = business) {
  const person = await invited(by);
  const token = await tokenFrom(by.accountId, person.userId);
  await acceptInvitation({ token, givenName: "New", familyName: "Person", password }, origin);
  return person;
}

async function gone(by = business) {
  const person = await joined(by);
  await deactivateUser(by.owner, { userId: person.userId, reason: "Left" });
  return person;
}

describe("user.remove", () => {
  it("takes a deactivated person off the list, and keeps their page and history for managers", async () => {
    const { userId, email } = await gone();
    await removeUser(business.admin, { userId, reason: "Left for good" });
    expect(await list({})).not.toContain(userId);
    expect(await list({ search: email })).toEqual([]);
    expect(await list({ removed: "yes" })).toEqual([userId]);
    expect(await list({ removed: "yes", search: "PERS new" })).toEqual([userId]);
    expect(await list({ removed: "yes", search: "nobody" })).toEqual([]);
    for (const manager of [business.owner, business.admin]) {
      expect(await readUser(manager, userId)).toMatchObject({
        status: "deactivated",
        removedAt: expect.any(String),
      });
      expect((await history(userId, manager)).rows[0]).toMatchObject({
        action: "user.remove",
        reason: "Left for good",
      });
    }
    await expectRefused(() => readUser(business.user, userId), { code: "NOT_FOUND" });
    await expectRefused(() => history(userId, business.user), { code: "NOT_FOUND" });
    expect(await list({ removed: "yes" }, business.user)).toEqual([]);
  });

  it("frees the address, here and in other businesses", async () => {
    const { userId, email } = await gone();
    await removeUser(business.owner, { userId });
    const other = await testBusiness();
    for (const by of [business, other]) {
      const again = await createUser(by.owner, { ...newPerson("user"), email });
      const token = await tokenFrom(by.accountId, again.userId);
      if (by === other) await acceptInvitation({ token, givenName: "A", familyName: "B", password }, origin);
    }
    expect(await signIn({ email, password }, origin)).toMatchObject({ kind: "signed-in" });
  });

  it("ends the link of somebody who was only invited", async () => {
    const { userId } = await invited();
    const token = await tokenFrom(business.accountId, userId);
    await removeUser(business.owner, { userId });
    await expectRefused(
      () => acceptInvitation({ token, givenName: "N", familyName: "P", password }, origin),
      { code: "NOT_FOUND" },
    );
  });

  it("is refused for somebody who may sign in, and while a card is not closed", async () => {
    await expectRefused(() => removeUser(business.owner, { userId: idOf(business.user) }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("Deactivate them first"),
    });
    const openCards = { verb: "card.freeze" as const, ids: [business.cardId] };
    await deactivateUser(business.owner, { userId: idOf(business.user), reason: "Left", openCards });
    await expectRefused(() => removeUser(business.owner, { userId: idOf(business.user) }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("holds a card that is not closed yet"),
    });
  });

  it("of an admin is for an owner, and of a stranger for nobody", async () => {
    const other = idOf(await addPerson(business, "admin"));
    await deactivateUser(business.owner, { userId: other, reason: "Left" });
    await expectRefused(() => removeUser(business.admin, { userId: other }), { code: "FORBIDDEN" });
    await removeUser(business.owner, { userId: other });
    await expectRefused(() => restoreUser(business.admin, { userId: other }), { code: "FORBIDDEN" });
    await restoreUser(business.owner, { userId: other });
    const stranger = await gone(await testBusiness());
    await expectRefused(() => removeUser(business.owner, { userId: stranger.userId }), { code: "NOT_FOUND" });
  });
});

describe("user.restore", () => {
  it("brings a person back as they were, and they choose a new password", async () => {
    const { userId, email } = await gone();
    await removeUser(business.owner, { userId });
    await restoreUser(business.admin, { userId });
    expect(await list({ search: email })).toEqual([userId]);
    expect(await list({ removed: "yes" })).toEqual([]);
    expect(await readUser(business.owner, userId)).toMatchObject({ status: "deactivated", removedAt: null });
    const mails = (await mailsTo(business.accountId, userId)).length;
    await reactivateUser(business.owner, { userId });
    expect(await readUser(business.owner, userId)).toMatchObject({ status: "invited" });
    expect(await mailsTo(business.accountId, userId)).toHaveLength(mails + 1);
    await expectRefused(() => restoreUser(business.owner, { userId }), { code: "NOT_FOUND" });
  });

  it("is refused with words when the address belongs to another person of the business", async () => {
    const { userId, email } = await gone();
    await removeUser(business.owner, { userId });
    const namesake = await createUser(business.owner, { ...newPerson("user"), email, givenName: "Kim" });
    await expectRefused(() => restoreUser(business.owner, { userId }), {
      code: "DUPLICATE",
      message: expect.stringContaining(`${email} belongs to Kim Person now.`),
    });
    await removeUser(business.owner, { userId: namesake.userId });
    await restoreUser(business.owner, { userId });
  });

  it("says nothing of the address when another business has taken it", async () => {
    const { userId, email } = await gone();
    await removeUser(business.owner, { userId });
    const other = await testBusiness();
    const again = await createUser(other.owner, { ...newPerson("user"), email });
    const token = await tokenFrom(other.accountId, again.userId);
    await acceptInvitation({ token, givenName: "A", familyName: "B", password }, origin);
    await restoreUser(business.owner, { userId });
    expect(await readUser(business.owner, userId)).toMatchObject({ status: "deactivated" });
  });

  it("ends after 30 days", async () => {
    const { userId } = await gone();
    await removeUser(business.owner, { userId });
    await removedLongAgo(business.system, { userId });
    await expectRefused(() => restoreUser(business.owner, { userId }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("Invite them again instead."),
    });
  });

  it("is done once when two people ask at one moment", async () => {
    const { userId } = await gone();
    await removeUser(business.owner, { userId });
    const asked = await Promise.allSettled([
      restoreUser(business.owner, { userId }),
      restoreUser(business.admin, { userId }),
    ]);
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

const removedLongAgo = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int() }),
  async run({ db, input: { userId } }) {
    const user = await db.findDeletedForUpdate("User", userId);
    const thirtyOneDays = 31 * 86_400_000;
    await db.record("User", user, { deletedAt: new Date(Date.now() - thirtyOneDays) } as never);
    return null;
  },
});
