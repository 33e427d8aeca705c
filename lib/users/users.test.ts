import { createHash, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { userActor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import type { Role } from "@/lib/permissions.ts";
import {
  rawTestDatabase,
  type TestBusiness,
  testBusiness,
  testOperator,
  testSystem,
} from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { deactivateUser } from "@/lib/users/deactivate-user.ts";

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
const person = (role: Role) => ({ name: "New Person", email: `${randomUUID()}@demo.example`, role });
const userNow = (actor: Actor) =>
  inAccount(actor.accountId, (db) => db.user.findFirst({ where: { id: idOf(actor) } }));
const activeOwners = (accountId: number) =>
  inAccount(accountId, (db) => db.user.count({ where: { role: "owner", status: "active" } }));
const lastAuditRow = (accountId: number) =>
  inAccount(accountId, (db) => db.auditLog.findFirst({ orderBy: { seq: "desc" } }));

const addActive = command({
  name: "demo.seed",
  input: z.strictObject({ role: z.enum(["owner", "admin", "user", "analyst"]) }),
  async run({ db, input: { role } }) {
    const user = await db.insert("User", { ...person(role), status: "active" });
    return { id: user.id, accountId: user.accountId, email: user.email, role: user.role };
  },
});
const another = async (role: "owner" | "admin" | "user" | "analyst") =>
  userActor(await addActive(business.system, { role }), {
    ip: null,
    userAgent: null,
    requestId: randomUUID(),
  });

describe("user.create", () => {
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

  it("lets nobody but the system make operators", async () => {
    const platform = testSystem(operator.accountId);
    await expectRefused(() => createUser(operator, person("operator")), { code: "FORBIDDEN" });
    expect(await createUser(platform, person("operator"))).toEqual({ userId: expect.any(Number) });
  });

  it("notes in the audit log who tried to give a role out of reach", async () => {
    await expect(createUser(business.admin, person("owner"))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await lastAuditRow(business.accountId)).toMatchObject({
      action: "user.create",
      outcome: "refused",
      actorUserId: business.admin.userId,
    });
  });

  it("refuses an e-mail in use anywhere, and names the field", async () => {
    for (const email of [business.user.label, business.user.label.toUpperCase(), stranger.owner.label])
      await expectRefused(() => createUser(business.owner, { ...person("user"), email }), {
        code: "DUPLICATE",
        fields: { email: expect.any(String) },
      });
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

  it("refuses fields that are not the caller's to set", async () => {
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

describe("user.change", () => {
  it("lets cardholders change their own name and phone", async () => {
    await changeUser(business.user, {
      userId: idOf(business.user),
      name: "Ann Új",
      phone: "+41 44 668 18 00",
    });
    expect(await userNow(business.user)).toMatchObject({
      name: "Ann Új",
      role: "user",
      email: business.user.label,
    });
    await changeUser(business.user, { userId: idOf(business.user), phone: null });
    expect(await userNow(business.user)).toMatchObject({ name: "Ann Új", phone: null });
  });

  it("does not let cardholders change their own role or e-mail, even to what it is", async () => {
    const userId = idOf(business.user);
    for (const change of [
      { role: "owner" },
      { role: "user" },
      { email: "new@demo.example" },
      { email: business.user.label },
      { name: "Fine", role: "admin" },
    ] as const)
      await expectRefused(() => changeUser(business.user, { userId, ...change }), { code: "FORBIDDEN" });
  });

  it("tells cardholders that nobody else exists, and changes neither them nor the other", async () => {
    for (const other of [business.owner, business.admin, business.analyst, stranger.user])
      await expectRefused(() => changeUser(business.user, { userId: idOf(other), name: "Renamed" }), {
        code: "NOT_FOUND",
      });
  });

  it("tells owners nothing of people of other businesses", async () => {
    await expectRefused(() => changeUser(business.owner, { userId: idOf(stranger.user), name: "Renamed" }), {
      code: "NOT_FOUND",
    });
    await expectRefused(() => changeUser(business.owner, { userId: idOf(operator), name: "Renamed" }), {
      code: "NOT_FOUND",
    });
  });

  it("does not let an admin touch an owner", async () => {
    const userId = idOf(business.owner);
    for (const change of [
      { name: "Renamed" },
      { phone: null },
      { email: "taken@demo.example" },
      { role: "user" },
    ] as const)
      await expectRefused(() => changeUser(business.admin, { userId, ...change }), { code: "FORBIDDEN" });
  });

  it("does not let an admin rise, nor raise others", async () => {
    for (const actor of [business.admin, business.user])
      for (const role of ["owner", "operator"] as const)
        await expectRefused(() => changeUser(business.admin, { userId: idOf(actor), role }), {
          code: "FORBIDDEN",
        });
    await expectRefused(() => changeUser(business.admin, { userId: idOf(business.user), role: "admin" }), {
      code: "FORBIDDEN",
    });
  });

  it("lets an admin change people below", async () => {
    await changeUser(business.admin, { userId: idOf(business.analyst), role: "user" });
    expect(await userNow(business.analyst)).toMatchObject({ role: "user" });
  });

  it("does not make an analyst of somebody who holds a card", async () => {
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.user), role: "analyst" }), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("holds no cards"),
    });
  });

  it("does not let an owner make an operator", async () => {
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.user), role: "operator" }), {
      code: "FORBIDDEN",
    });
  });

  it("does not let an analyst change even the own name", async () => {
    await expectRefused(() => changeUser(business.analyst, { userId: idOf(business.analyst), name: "Me" }), {
      code: "FORBIDDEN",
    });
  });

  it("refuses an e-mail that is somebody's, and takes the own in capitals for no change", async () => {
    const userId = idOf(business.user);
    await expectRefused(() => changeUser(business.owner, { userId, email: stranger.user.label }), {
      code: "DUPLICATE",
      fields: { email: expect.any(String) },
    });
    const before = await lastAuditRow(business.accountId);
    await changeUser(business.owner, { userId, email: business.user.label.toUpperCase() });
    expect(await lastAuditRow(business.accountId)).toEqual(before);
  });

  it("is refused on an older version than there is", async () => {
    const userId = idOf(business.user);
    const { version } = await changeUser(business.owner, { userId, name: "First" });
    await changeUser(business.user, { userId, name: "Second" });
    await expectRefused(() => changeUser(business.owner, { userId, name: "Third", version }), {
      code: "STALE",
    });
  });
});

describe("the last active owner", () => {
  it("cannot be demoted, by anybody", async () => {
    const userId = idOf(business.owner);
    for (const actor of [business.owner, business.system])
      for (const role of ["admin", "user", "analyst"] as const)
        await expectRefused(() => changeUser(actor, { userId, role }), { code: "RULE_BROKEN" });
  });

  it("cannot be deactivated, by anybody", async () => {
    const userId = idOf(business.owner);
    for (const actor of [business.owner, business.system])
      await expectRefused(() => deactivateUser(actor, { userId, reason: "Leaving" }), {
        code: "RULE_BROKEN",
      });
  });

  it("is not made up for by an invited or a deactivated one", async () => {
    const invited = await createUser(business.owner, person("owner"));
    const gone = await another("owner");
    await deactivateUser(business.owner, { userId: idOf(gone), reason: "Left" });
    await expectRefused(() => changeUser(business.owner, { userId: idOf(business.owner), role: "admin" }), {
      code: "RULE_BROKEN",
    });
    await expectRefused(
      () => deactivateUser(business.owner, { userId: idOf(business.owner), reason: "Leaving" }),
      { code: "RULE_BROKEN" },
    );
    await deactivateUser(business.owner, { userId: invited.userId, reason: "Not needed" });
  });

  it("may go once there is another", async () => {
    const second = await another("owner");
    await changeUser(business.owner, { userId: idOf(business.owner), role: "user" });
    expect(await activeOwners(business.accountId)).toBe(1);
    await expectRefused(() => changeUser(second, { userId: idOf(second), role: "user" }), {
      code: "RULE_BROKEN",
    });
  });

  it("remains when two owners demote each other at one moment, twenty times", async () => {
    for (let round = 0; round < 20; round++) {
      const [left, right] = await Promise.all([another("owner"), another("owner")]);
      await changeUser(business.system, { userId: idOf(business.owner), role: "user" });
      const results = await Promise.allSettled([
        changeUser(left, { userId: idOf(right), role: "admin" }),
        round % 2
          ? changeUser(right, { userId: idOf(left), role: "admin" })
          : deactivateUser(right, { userId: idOf(left), reason: "You first" }),
      ]);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results)
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "RULE_BROKEN" });
      expect(await activeOwners(business.accountId)).toBe(1);
      await changeUser(business.system, { userId: idOf(business.owner), role: "owner" });
      for (const owner of [left, right])
        await changeUser(business.system, { userId: idOf(owner), role: "analyst" });
    }
  });

  it("remains when five owners all step down at one moment", async () => {
    const owners = [
      business.owner,
      ...(await Promise.all(Array.from({ length: 4 }, () => another("owner")))),
    ];
    const results = await Promise.allSettled(
      owners.map((owner) => changeUser(owner, { userId: idOf(owner), role: "analyst" })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(4);
    expect(await activeOwners(business.accountId)).toBe(1);
  });
});

describe("user.deactivate", () => {
  const hash = () => createHash("sha256").update(randomUUID()).digest("base64url");
  const letIn = command({
    name: "demo.seed",
    input: z.strictObject({ userId: z.int() }),
    async run({ db, now, input: { userId } }) {
      const expiresAt = new Date(now.getTime() + 86_400_000);
      for (const purpose of ["invitation", "password_reset"])
        await db.insert("SignInToken", { userId, purpose, tokenHash: hash(), expiresAt });
      for (const _ of ["laptop", "phone"])
        await db.insert("Session", { userId, tokenHash: hash(), expiresAt });
      return {};
    },
  });
  const closeCards = command({
    name: "demo.seed",
    input: z.strictObject({ userId: z.int() }),
    async run({ db, now, input: { userId } }) {
      for (const card of await db.read.card.findMany({ where: { userId } }))
        await db.update("Card", card, {
          status: "inactive",
          closedAt: now,
          closedReason: "Left",
          frozenAt: null,
          frozenReason: null,
          frozenByRole: null,
        });
      return {};
    },
  });
  const freezeCards = command({
    name: "demo.seed",
    input: z.strictObject({ userId: z.int() }),
    async run({ db, now, input: { userId } }) {
      for (const card of await db.read.card.findMany({ where: { userId } }))
        await db.update("Card", card, {
          status: "frozen",
          frozenAt: now,
          frozenReason: "Lost",
          frozenByRole: "owner",
        });
      return {};
    },
  });

  it("ends the sessions and open links of a person, and of nobody else", async () => {
    const userId = idOf(business.analyst);
    await letIn(business.system, { userId });
    await letIn(business.system, { userId: idOf(business.admin) });
    await deactivateUser(business.admin, { userId, reason: "Contract over" });
    expect(await userNow(business.analyst)).toMatchObject({ status: "deactivated" });
    const open = (id: number) =>
      inAccount(business.accountId, async (db) => [
        await db.session.count({ where: { userId: id, revokedAt: null } }),
        await db.signInToken.count({ where: { userId: id, expiresAt: { gt: new Date() } } }),
      ]);
    expect(await open(userId)).toEqual([0, 0]);
    expect(await open(idOf(business.admin))).toEqual([2, 2]);
    const rows = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "user.deactivate" } }),
    );
    expect(rows).toMatchObject([
      {
        targetType: "User",
        targetId: String(userId),
        reason: "Contract over",
        actorUserId: business.admin.userId,
      },
    ]);
    expect(JSON.parse(rows[0]?.changes ?? "")).toMatchObject({
      sessionsEnded: [null, 2],
      linksEnded: [null, 2],
    });
  });

  it("is refused while the person holds a card that is not closed, frozen or not", async () => {
    const userId = idOf(business.user);
    const call = () => deactivateUser(business.owner, { userId, reason: "Left" });
    await expectRefused(call, { code: "RULE_BROKEN", message: expect.stringContaining("an open card") });
    await freezeCards(business.system, { userId });
    await expectRefused(call, { code: "RULE_BROKEN" });
    await closeCards(business.system, { userId });
    await call();
    expect(await userNow(business.user)).toMatchObject({ status: "deactivated" });
  });

  it("is done once", async () => {
    const call = () => deactivateUser(business.owner, { userId: idOf(business.analyst), reason: "Left" });
    await call();
    await expectRefused(call, {
      code: "RULE_BROKEN",
      message: expect.stringContaining("already deactivated"),
    });
  });

  it("of an owner is not for an admin", async () => {
    await another("owner");
    await expectRefused(
      () => deactivateUser(business.admin, { userId: idOf(business.owner), reason: "Coup" }),
      { code: "FORBIDDEN" },
    );
  });

  it.each(["user", "analyst"] as const)("is not for the %s", async (role) => {
    await expectRefused(
      () => deactivateUser(business[role], { userId: idOf(business[role]), reason: "Bye" }),
      { code: "FORBIDDEN" },
    );
  });

  it("finds nobody of another business", async () => {
    await expectRefused(
      () => deactivateUser(business.owner, { userId: idOf(stranger.analyst), reason: "Bye" }),
      { code: "NOT_FOUND" },
    );
  });

  it("needs a reason", async () => {
    await expectRefused(
      () => deactivateUser(business.owner, { userId: idOf(business.analyst), reason: " " }),
      {
        code: "INVALID_INPUT",
        fields: { reason: "This cannot be empty." },
      },
    );
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
