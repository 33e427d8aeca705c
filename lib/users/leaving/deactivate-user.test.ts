import { createHash, randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { addPerson, idOf } from "../test-users.ts";
import { deactivateUser } from "./deactivate-user.ts";

let business: TestBusiness;
let stranger: TestBusiness;
beforeAll(async () => {
  stranger = await testBusiness();
});
beforeEach(async () => {
  business = await testBusiness();
});

const userNow = (actor: Actor) =>
  inAccount(actor.accountId, (db) => db.user.findFirst({ where: { id: idOf(actor) } }));

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

  it("ends the sessions and open links of a person, and of nobody else (V7.4.2)", async () => {
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
    await addPerson(business, "owner");
    await expectRefused(
      () => deactivateUser(business.admin, { userId: idOf(business.owner), reason: "Coup" }),
      { code: "FORBIDDEN" },
    );
  });

  it("of an admin is for an owner, not for an admin (G27)", async () => {
    const other = idOf(await addPerson(business, "admin"));
    for (const userId of [other, idOf(business.admin)])
      await expectRefused(() => deactivateUser(business.admin, { userId, reason: "Coup" }), {
        code: "FORBIDDEN",
        message: "Only an owner can change an admin.",
      });
    await deactivateUser(business.owner, { userId: other, reason: "Left" });
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
