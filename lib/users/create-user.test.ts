import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import type { Role } from "@/lib/permissions.ts";
import { lastAuditRow } from "@/lib/testing/test-audit.ts";
import {
  rawTestDatabase,
  type TestBusiness,
  testBusiness,
  testOperator,
} from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { maxPeopleWhilePending } from "./check-may-invite.ts";
import { createUser } from "./create-user.ts";
import { deactivateUser } from "./leaving/deactivate-user.ts";
import { readUser } from "./queries.ts";
import { readContact } from "./read-contact.ts";

let business: TestBusiness;
let stranger: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  stranger = await testBusiness();
  operator = await testOperator();
});
beforeEach(async () => {
  business = await testBusiness();
});

const idOf = (actor: Actor) => actor.userId as number;
const person = (role: Role) => ({
  givenName: "New",
  familyName: "Person",
  email: `${randomUUID()}@demo.example`,
  role,
});

describe("user.create", () => {
  it("mails no more than fifty people before the business is registered with the issuer", async () => {
    const pending = command({
      name: "demo.seed",
      input: z.strictObject({}),
      async run({ db }) {
        await db.update("Account", await db.findForUpdate("Account", business.accountId), {
          status: "pending",
        });
        const people = await db.read.user.count();
        for (let number = people; number < maxPeopleWhilePending - 1; number++)
          await db.insert("User", { ...person("user"), name: "New Person", status: "invited" });
        return {};
      },
    });
    await pending(business.system, {});
    await createUser(business.owner, person("user"));
    await expectRefused(() => createUser(business.owner, person("user")), { code: "RULE_BROKEN" });
    await createUser(business.system, person("user"));
  });

  const allowed: Readonly<Record<string, readonly Role[]>> = {
    owner: ["owner", "admin", "user", "analyst"],
    admin: ["user", "analyst"],
    user: [],
    analyst: [],
  };
  const cells = Object.entries(allowed).flatMap(([actor, grants]) =>
    (["owner", "admin", "user", "analyst", "operator"] as const).map(
      (role) => [actor, grants.includes(role) ? "may" : "may not", role] as const,
    ),
  );

  it.each(cells)("as %s %s make somebody %s", async (actor, may, role) => {
    const call = () => createUser(business[actor as "owner"], person(role));
    if (may === "may not") return expectRefused(call, { code: "FORBIDDEN" });
    const { userId } = await call();
    const made = await inAccount(business.accountId, (db) => db.user.findFirst({ where: { id: userId } }));
    expect(made).toMatchObject({
      accountId: business.accountId,
      role,
      status: "invited",
      phone: null,
      passwordHash: null,
      loginAttempts: 0,
    });
  });

  it("keeps given and family name apart, and takes one name only (C10)", async () => {
    const made = async (name: object) => {
      const { userId } = await createUser(business.owner, { ...person("user"), ...name });
      return readUser(business.owner, userId);
    };
    const maria = { givenName: "María del Carmen", familyName: "García Hernández" };
    expect(await made(maria)).toMatchObject({ ...maria, name: "María del Carmen García Hernández" });
    expect(await made({ givenName: "Madonna", familyName: "" })).toMatchObject({
      givenName: "Madonna",
      familyName: "",
      name: "Madonna",
    });
    expect(await made({ givenName: "\u200BJo\u00ADsé", familyName: " Ruiz\t" })).toMatchObject({
      name: "José Ruiz",
    });
    const noName = { ...person("user"), givenName: " " };
    await expectRefused(() => createUser(business.owner, noName), {
      code: "INVALID_INPUT",
      fields: { givenName: "This cannot be empty." },
    });
  });

  it("lets only operators make operators", async () => {
    for (const actor of [business.owner, business.admin])
      await expectRefused(() => createUser(actor, person("operator")), { code: "FORBIDDEN" });
    expect(await createUser(operator, person("operator"))).toEqual({ userId: expect.any(Number) });
  });

  it("notes in the audit log who tried to give a role out of reach", async () => {
    await expect(createUser(business.admin, person("owner"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await lastAuditRow(business.accountId)).toMatchObject({
      action: "user.create",
      outcome: "refused",
      actorUserId: business.admin.userId,
    });
  });

  it("refuses an email that somebody of the business has, and names the field", async () => {
    for (const email of [business.user.label, business.user.label.toUpperCase()])
      await expectRefused(() => createUser(business.owner, { ...person("user"), email }), {
        code: "DUPLICATE",
        fields: { email: expect.any(String) },
      });
  });

  it("tells no business that an address is known to another (V6.3.8)", async () => {
    const email = stranger.owner.label;
    const { userId } = await createUser(business.owner, { ...person("user"), email });
    expect(await readUser(business.owner, userId)).toMatchObject({ email, status: "invited" });
    await createUser(stranger.owner, { ...person("user"), email: business.user.label });
  });

  it("keeps one of twenty with the same e-mail at one moment", async () => {
    const input = person("user");
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => createUser(business.owner, input)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "DUPLICATE" });
  });

  it("keeps the phone number in E.164, sealed, and out of the audit log", async () => {
    const { userId } = await createUser(business.owner, { ...person("user"), phone: "+1 (212) 555-01.99" });
    const raw = await rawTestDatabase();
    const [[phone] = []] = await raw.rows("SELECT phone FROM users WHERE id = ?", [userId]);
    await raw.close();
    expect(phone).toMatch(/^v1\./);
    const row = await lastAuditRow(business.accountId);
    expect(JSON.parse(row?.changes ?? "").phone).toEqual([null, "•••"]);
    expect(row?.changes).not.toContain("2125550199");
  });

  it.each([
    ["+44 (0)20 7946 0958", "+442079460958"],
    ["+44 020 7946 0958", "+442079460958"],
    ["0044 20 7946 0958", "+442079460958"],
    ["\u202A+1 212\u2011555\u20110100\u202C", "+12125550100"],
    ["\uFEFF+1\u00A0(212)\u200B 555-01\u00AD00", "+12125550100"],
    ["+39 06 698 12345", "+390669812345"],
    ["+49 (0) 30 / 901820", "+4930901820"],
  ])("takes the phone number %j as %s (C11)", async (phone, stored) => {
    const { userId } = await createUser(business.owner, { ...person("user"), phone });
    expect(await readContact(business.owner, userId)).toMatchObject({ phone: stored });
  });

  it.each([
    ["212 555 0100", /^Begin with a plus sign and the country/],
    ["(212) 555-0100", /^Begin with a plus sign and the country/],
    ["+1 212 555 0100 ext. 5", /^Leave out the extension/],
    ["+1 212 555 0100 x5", /^Leave out the extension/],
    ["+44 20 7946", /^There is no such number in that country/],
    ["+1 012 555 0100", /^There is no such number in that country/],
    ["call me", /^Enter a phone number/],
  ])("says what is wrong with the phone number %j (C11)", async (phone, words) => {
    await expectRefused(() => createUser(business.owner, { ...person("user"), phone }), {
      code: "INVALID_INPUT",
      fields: { phone: expect.stringMatching(words) },
    });
  });

  it.each([
    "",
    "12125550100",
    "+0123456789",
    "+123456",
    "+1234567890123456",
    "+1 212 555 01OO",
    "+１２１２５５５０１００",
    "+1;ext=5",
    "tel:+12125550100",
  ])("refuses the phone number %j", async (phone) => {
    await expectRefused(() => createUser(business.owner, { ...person("user"), phone }), {
      code: "INVALID_INPUT",
      fields: { phone: expect.any(String) },
    });
  });

  it("refuses fields that are not the caller's to set (V8.2.3)", async () => {
    for (const extra of [
      { status: "active" },
      { accountId: stranger.accountId },
      { passwordHash: "x" },
      { id: 1 },
      { loginAttempts: 0 },
    ])
      await expectRefused(() => createUser(business.owner, { ...person("user"), ...extra }), {
        code: "INVALID_INPUT",
      });
  });
});

describe("an e-mail", () => {
  const remove = command({
    name: "demo.seed",
    input: z.strictObject({ userId: z.int() }),
    async run({ db, input: { userId } }) {
      await db.softDelete("User", await db.findForUpdate("User", userId));
      return {};
    },
  });

  it("is free again once its user is deleted, and taken while the user is only deactivated", async () => {
    const email = business.analyst.label;
    await deactivateUser(business.owner, { userId: idOf(business.analyst), reason: "Left" });
    await expectRefused(() => createUser(business.owner, { ...person("user"), email }), {
      code: "DUPLICATE",
    });
    await remove(business.system, { userId: idOf(business.analyst) });
    await createUser(business.owner, { ...person("user"), email });
    expect(await inAccount(business.accountId, (db) => db.user.count({ where: { email } }))).toBe(1);
    expect(await inAccount(business.accountId, (db) => db.user.count({ where: { email } }), "included")).toBe(
      2,
    );
  });
});
