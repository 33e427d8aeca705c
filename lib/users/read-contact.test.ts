import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import { command } from "@/lib/command.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { readContact } from "@/lib/users/read-contact.ts";
import { userHistory } from "@/lib/users/user-history.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  business = await testBusiness();
  stranger = await testBusiness();
});

const idOf = (role: "owner" | "user" | "analyst") => business[role].userId as number;
const query = parseListQuery(historyRules, {});

const makeKnown = command({
  name: "demo.seed",
  input: z.strictObject({ userId: z.int(), token: z.string() }),
  async run({ db, input: { userId, token } }) {
    await db.update("User", await db.findForUpdate("User", userId), { lithicAccountToken: token });
    return {};
  },
});

describe("readContact", () => {
  it("opens the phone number for the person and those who manage people", async () => {
    for (const actor of [business.owner, business.admin, business.user])
      expect(await readContact(actor, idOf("user"))).toEqual({
        phone: "+12125550100",
        isKnownToIssuer: false,
      });
  });

  it("says when the issuer knows the person, and when there is no phone", async () => {
    await makeKnown(business.system, {
      userId: idOf("owner"),
      token: "9d2a3c1e-0000-4000-8000-000000000001",
    });
    await changeUser(business.owner, { userId: idOf("owner"), phone: null });
    expect(await readContact(business.owner, idOf("owner"))).toEqual({ phone: null, isKnownToIssuer: true });
  });

  it.each([
    ["a colleague", () => readContact(business.user, idOf("owner")), "NOT_FOUND"],
    ["somebody of another business", () => readContact(stranger.owner, idOf("user")), "NOT_FOUND"],
    ["an analyst", () => readContact(business.analyst, idOf("user")), "FORBIDDEN"],
  ])("tells nothing to %s", async (_who, read, code) => {
    await expect(read()).rejects.toMatchObject({ code });
  });
});

describe("userHistory", () => {
  it("has what happened to one person, newest first", async () => {
    await changeUser(business.owner, { userId: idOf("analyst"), givenName: "Somebody" });
    await changeUser(business.admin, { userId: idOf("analyst"), role: "user" });
    await changeUser(business.owner, { userId: idOf("analyst"), role: "analyst" });
    const { rows } = await userHistory(business.owner, idOf("analyst"), query);
    expect(rows.slice(0, 3).map(({ action, actorRole }) => [action, actorRole])).toEqual([
      ["user.change", "owner"],
      ["user.change", "admin"],
      ["user.change", "owner"],
    ]);
    expect(
      rows.every(({ targetType, targetId }) => targetType === "User" && targetId === String(idOf("analyst"))),
    ).toBe(true);
  });

  it.each([
    ["a colleague", () => userHistory(business.user, idOf("owner"), query), "NOT_FOUND"],
    ["somebody of another business", () => userHistory(stranger.owner, idOf("user"), query), "NOT_FOUND"],
    ["an analyst", () => userHistory(business.analyst, idOf("user"), query), "FORBIDDEN"],
  ])("tells nothing to %s", async (_who, read, code) => {
    await expect(read()).rejects.toMatchObject({ code });
  });
});
