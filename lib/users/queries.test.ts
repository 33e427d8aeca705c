import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers, readUser, usersWhoCanHoldCards } from "@/lib/users/queries.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const list = (actor: Actor, url = {}) => listUsers(actor, parseListQuery(userListRules, url));
const roles = async (actor: Actor, url = {}) => (await list(actor, url)).rows.map(({ role }) => role);

describe("the list of users", () => {
  it("is sorted by name, with the open cards of each, as plain values", async () => {
    const { rows } = await list(business.owner);
    expect(rows.map(({ role }) => role)).toEqual(["admin", "analyst", "owner", "user"]);
    expect(rows.map(({ cards }) => cards)).toEqual([0, 0, 0, 1]);
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
    expect(rows[3]).toEqual({
      id: business.user.userId,
      name: expect.stringMatching(/^user of /),
      givenName: "user of",
      familyName: expect.any(String),
      email: expect.stringContaining("@"),
      role: "user",
      status: "active",
      secondFactor: "none",
      cards: 1,
      cardsIsCapped: false,
      lastSignInAt: null,
      lockedUntil: null,
      invitedUntil: null,
      removedAt: null,
      createdAt: expect.stringMatching(/Z$/),
      version: 0,
    });
  });

  it("is narrowed and sorted as asked", async () => {
    expect(await roles(business.owner, { role: "admin" })).toEqual(["admin"]);
    expect(await roles(business.owner, { status: "invited" })).toEqual([]);
    expect(await roles(business.owner, { sort: "-created" })).toEqual(["analyst", "user", "admin", "owner"]);
    expect(await roles(business.admin, { search: "user" })).toEqual(["user"]);
  });

  it("shows a cardholder only themselves, and an analyst nobody", async () => {
    expect(await roles(business.user)).toEqual(["user"]);
    expect(await roles(business.user, { search: "owner" })).toEqual([]);
    await expectRefused(() => list(business.analyst), { code: "FORBIDDEN" });
  });
});

describe("a user", () => {
  it("is there for the business, and for themselves", async () => {
    const userId = business.user.userId as number;
    for (const actor of [business.owner, business.admin, business.user])
      expect(await readUser(actor, userId)).toMatchObject({
        id: userId,
        role: "user",
        cards: 1,
        hasPhone: true,
        lockedUntil: null,
      });
    expect(JSON.stringify(await readUser(business.owner, userId))).not.toContain("+1212");
  });

  it("does not exist for anybody else", async () => {
    const stranger = await testBusiness();
    await expectRefused(() => readUser(stranger.owner, business.user.userId as number), {
      code: "NOT_FOUND",
    });
    await expectRefused(() => readUser(business.user, business.owner.userId as number), {
      code: "NOT_FOUND",
    });
    await expectRefused(() => readUser(business.analyst, business.owner.userId as number), {
      code: "FORBIDDEN",
    });
  });
});

describe("who can be given a card", () => {
  it("is everybody who may hold one, and not those who left", async () => {
    const names = async (search?: string) =>
      (await usersWhoCanHoldCards(business.admin, search)).map(({ role }) => role);
    expect(await names()).toEqual(["admin", "owner", "user"]);
    expect(await names("own")).toEqual(["owner"]);
    expect(await names("analyst")).toEqual([]);
    await deactivateUser(business.owner, { userId: business.admin.userId as number, reason: "Left" });
    expect(await names()).toEqual(["owner", "user"]);
  });

  it("is the first twenty by name", async () => {
    for (let number = 30; number > 0; number--)
      await createUser(business.owner, {
        givenName: "A",
        familyName: String(number).padStart(2, "0"),
        email: `a${number}@${business.accountId}.example`,
        role: "user",
      });
    const names = (await usersWhoCanHoldCards(business.owner)).map(({ name }) => name);
    expect(names).toEqual(
      Array.from({ length: 20 }, (_, number) => `A ${String(number + 1).padStart(2, "0")}`),
    );
    expect((await usersWhoCanHoldCards(business.owner, "a 2")).map(({ name }) => name)).toEqual(
      names
        .filter((name) => name.startsWith("A 2"))
        .concat(
          Array.from({ length: 10 }, (_, number) => `A ${20 + number}`).filter(
            (name) => !names.includes(name),
          ),
        ),
    );
  });

  it("is no question for those who issue no cards", async () => {
    for (const actor of [business.user, business.analyst])
      await expectRefused(() => usersWhoCanHoldCards(actor), { code: "FORBIDDEN" });
  });
});
