import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { command } from "@/lib/command.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { takeBackInvitation } from "@/lib/users/invitation/take-back-invitation.ts";
import { removeUser } from "@/lib/users/leaving/remove-user.ts";
import { nameColumns } from "@/lib/users/name/person-name.ts";
import { createUser } from "../create-user.ts";
import { listUsers } from "../queries.ts";
import { newPerson } from "../test-users.ts";
import { userListRules } from "./user-list.ts";

const day = 86_400_000;

const addPeople = command({
  name: "demo.seed",
  input: z.strictObject({}),
  async run({ db, now }) {
    const add = (givenName: string, more: object) =>
      db.insert("User", {
        ...nameColumns({ givenName, familyName: "Tester" }),
        email: `${randomUUID()}@demo.example`,
        role: "user",
        status: "active",
        ...more,
      });
    await add("Today", { lastLoginAt: now });
    await add("Weeks", { lastLoginAt: new Date(now.getTime() - 40 * day) });
    await add("Months", { lastLoginAt: new Date(now.getTime() - 100 * day) });
    await add("Paused", { lastLoginAt: now, lockedUntil: new Date(now.getTime() + day) });
    await add("Free", { lastLoginAt: now, lockedUntil: new Date(now.getTime() - day) });
    return null;
  },
});

let business: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  await addPeople(business.system, {});
  const invite = async (givenName: string) =>
    (await createUser(business.owner, { ...newPerson("user"), givenName, familyName: "Tester" })).userId;
  await invite("Waiting");
  await takeBackInvitation(business.owner, { userId: await invite("Expired") });
  await removeUser(business.owner, { userId: await invite("Gone") });
});

const found = async (query: Record<string, string>) => {
  const { rows, total } = await listUsers(business.owner, parseListQuery(userListRules, query));
  expect(total).toBe(rows.length);
  return rows.map(({ givenName }) => givenName);
};

describe("the filters of people", () => {
  it.each<[Record<string, string>, readonly string[]]>([
    [{ lastSignIn: "last-30-days" }, ["Free", "Paused", "Today"]],
    [{ lastSignIn: "not-in-30-days" }, ["Expired", "Months", "Waiting", "Weeks"]],
    [{ lastSignIn: "not-in-90-days" }, ["Expired", "Months", "Waiting"]],
    [{ lastSignIn: "never" }, ["Expired", "Waiting"]],
    [{ paused: "yes" }, ["Paused"]],
    [{ invitation: "open" }, ["Waiting"]],
    [{ invitation: "expired" }, ["Expired"]],
    [{ invitation: "open", status: "active" }, []],
    [{ removed: "yes" }, ["Gone"]],
    [{ removed: "yes", invitation: "expired" }, ["Gone"]],
    [{ removed: "yes", paused: "yes" }, []],
  ])("%j finds %j, alone and with a search", async (query, names) => {
    const own = (name: string) => !name.endsWith(" of");
    expect((await found(query)).filter(own)).toEqual(names);
    expect(await found({ ...query, search: "tester" })).toEqual(names);
  });

  it("are followed by a list that is sorted by the last sign-in, never last", async () => {
    const names = await found({ search: "tester", sort: "-lastSignIn", lastSignIn: "not-in-30-days" });
    expect(names.slice(0, 2)).toEqual(["Weeks", "Months"]);
    const pages = [];
    let query: Record<string, string> = { sort: "-lastSignIn", pageSize: "3" };
    for (;;) {
      const page = await listUsers(business.owner, parseListQuery(userListRules, query));
      pages.push(...page.rows.map(({ lastSignInAt }) => lastSignInAt ?? ""));
      if (page.next === null) break;
      query = { ...query, after: page.next };
    }
    expect(pages).toHaveLength(11);
    expect(pages).toEqual([...pages].sort().reverse());
  });
});
