import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setSecondFactorPolicy } from "@/lib/accounts/set-second-factor-policy.ts";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { type Actor, actingIn, userActor } from "@/lib/auth/actor.ts";
import { findApiKey } from "@/lib/auth/api-key/find-api-key.ts";
import { requireApiKey } from "@/lib/auth/api-key/require-api-key.ts";
import { testPerson } from "@/lib/auth/sign-in/test-person.ts";
import type { ClaimedJob } from "@/lib/bulk-jobs/run/claim-bulk-jobs.ts";
import { readStarter } from "@/lib/bulk-jobs/run/read-starter.ts";
import { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { readContent } from "@/lib/mail/mail-content.ts";
import { changePassword } from "@/lib/profile/change-password.ts";
import { limits } from "@/lib/request-limits/limits.ts";
import {
  type TestBusiness,
  testBusiness,
  testOperator,
  testSession,
  testSystem,
} from "@/lib/testing/test-database.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { endUserSessions } from "@/lib/users/end-user-sessions.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { reactivateUser } from "@/lib/users/leaving/reactivate-user.ts";
import { removeUser } from "@/lib/users/leaving/remove-user.ts";
import { restoreUser } from "@/lib/users/leaving/restore-user.ts";
import { idOf } from "@/lib/users/test-users.ts";
import { createApiKey, maxApiKeys } from "./create-api-key.ts";
import { listApiKeys } from "./queries.ts";
import { revokeApiKey } from "./revoke-api-key.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
  await setSecondFactorPolicy(business.owner, { secondFactorFor: "nobody" });
});
afterEach(() => {
  vi.useRealTimers();
});

const origin = () => ({ ip: "198.51.100.9", userAgent: "payroll/1.0", requestId: randomUUID() });
async function enter(key: string): Promise<Actor> {
  const found = await findApiKey(key, origin(), new Date());
  if (!found) throw new Error("the key does not work");
  return found.actor;
}
const expectDead = (key: string) =>
  expect(requireApiKey(key, origin())).rejects.toMatchObject({ code: "NOT_SIGNED_IN", status: 401 });
const create = (role: "owner" | "admin" | "user" | "analyst" = "admin", actor = business.owner) =>
  createApiKey(actor, { name: `Key ${randomUUID()}`, role });
const cards = (actor: Actor) => listCards(actor, parseListQuery(cardListRules, new URLSearchParams()));

describe("an API key", () => {
  it("is shown once, and only its hash is kept (V6.4.1)", async () => {
    const { id, key } = await create();
    expect(key).toMatch(/^cardkey_[\w-]{43}$/);
    const kept = await inAccount(business.accountId, async (db) =>
      JSON.stringify([
        await db.apiKey.findMany(),
        await db.auditLog.findMany({ where: { action: "api-key.create" } }),
        await db.idempotencyKey.findMany(),
        await listApiKeys(business.owner),
      ]),
    );
    expect(kept).not.toContain(key.slice(8));
    expect(await listApiKeys(business.owner)).toMatchObject([
      { id, role: "admin", shownKey: `cardkey_…${key.slice(-4)}`, lastUsedAt: null, works: true },
    ]);
  });

  it("is told to the person by mail (V6.3.7)", async () => {
    const { key } = await createApiKey(business.owner, { name: "Payroll", role: "admin" });
    const [mail] = await mailsTo(business.accountId, idOf(business.owner));
    expect(mail).toMatchObject({ kind: "api_key_created", recipient: business.owner.label });
    const { text } = mail ? readContent(mail) : { text: "" };
    expect(text).toContain('You created the API key "Payroll" with the role Admin.');
    expect(text).not.toContain(key.slice(8));
  });

  it("stops while the person who made it lacks the second factor that the business requires", async () => {
    const { key } = await create();
    await setSecondFactorPolicy(business.owner, { secondFactorFor: "managers" });
    await expectDead(key);
    expect(await listApiKeys(business.owner)).toMatchObject([{ works: false }]);
  });

  it("acts with its role, under its own name, for the person who made it", async () => {
    const { key } = await createApiKey(business.owner, { name: "Payroll", role: "admin" });
    const actor = await enter(key);
    expect(actor).toMatchObject({ role: "admin", label: "API key Payroll", userId: business.owner.userId });
    expect((await cards(actor)).rows).toHaveLength((await cards(business.admin)).rows.length);
    await freezeCard(actor, { cardId: business.cardId, reason: "Lost" });
    const row = await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({ where: { action: "card.freeze" }, orderBy: { seq: "desc" } }),
    );
    expect(row).toMatchObject({ actorRole: "admin", actorLabel: "API key Payroll", ip: "198.51.100.9" });
  });

  it("of an analyst changes nothing, and of another business sees nothing here", async () => {
    const analyst = await enter((await create("analyst")).key);
    await expectRefused(() => freezeCard(analyst, { cardId: business.cardId, reason: "Lost" }), {
      code: "FORBIDDEN",
    });
    const stranger = await testBusiness();
    await setSecondFactorPolicy(stranger.owner, { secondFactorFor: "nobody" });
    const other = await enter((await create("owner", stranger.owner)).key);
    await expectRefused(() => freezeCard(other, { cardId: business.cardId, reason: "Lost" }), {
      code: "NOT_FOUND",
    });
  });

  it("may do nothing that is for people only: passwords, keys, other owners and admins", async () => {
    const { id, key } = await create("owner");
    const actor = await enter(key);
    const ofAdmin = await enter((await create("admin")).key);
    const notForKeys = [
      () => changePassword(actor, { currentPassword: "x", password: "plum-kettle-orbit-seven" }),
      () => createApiKey(actor, { name: "Another", role: "analyst" }),
      () => revokeApiKey(actor, { apiKeyId: id }),
      () => listApiKeys(actor),
      () => createUser(actor, { givenName: "New", email: `${randomUUID()}@b.example`, role: "admin" }),
      () => changeUser(actor, { userId: business.analyst.userId ?? 0, role: "owner" }),
      // The person who made it is not the key, and an admin may do neither to an owner.
      () => endUserSessions(ofAdmin, { userId: idOf(business.owner) }),
      () => changeUser(ofAdmin, { userId: idOf(business.owner), givenName: "Ann" }),
    ];
    for (const call of notForKeys) await expectRefused(call as () => Promise<unknown>, { code: "FORBIDDEN" });
  });

  it("has a role no higher than its maker's, today too (V8.3.2)", async () => {
    await expectRefused(() => create("owner", business.admin), { code: "FORBIDDEN" });
    for (const actor of [business.user, business.analyst, await testOperator()])
      await expectRefused(() => create("analyst", actor), { code: "FORBIDDEN" });
    const { id, key } = await create("admin", business.admin);
    await changeUser(business.owner, { userId: idOf(business.admin), role: "user" });
    await expectDead(key);
    expect(await listApiKeys(business.owner)).toMatchObject([{ id, works: false }]);
  });

  it("needs a recent proof to be created, and a person who may (V7.5.3)", async () => {
    const stale = { id: 1, authenticatedAt: new Date(Date.now() - 5 * 60_000) };
    await expectRefused(() => create("admin", { ...business.owner, session: stale } as Actor), {
      code: "CONFIRM_IDENTITY",
    });
  });

  it("stops at once when it is revoked, expires, or its business is suspended", async () => {
    const revoked = await create();
    await enter(revoked.key);
    await revokeApiKey(business.admin, { apiKeyId: revoked.id });
    await revokeApiKey(business.admin, { apiKeyId: revoked.id });
    await expectDead(revoked.key);
    const { key, expiresAt } = await create();
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(expiresAt) });
    await expectDead(key);
    vi.setSystemTime(Date.parse(expiresAt) - 1);
    await enter(key);
    vi.useRealTimers();
    const operator = actingIn(await testOperator(), business.accountId);
    await suspendAccount(operator, { reason: "Unpaid" });
    await expectDead(key);
  });

  it("of an owner is revoked by owners only", async () => {
    const { id } = await create("owner");
    await expectRefused(() => revokeApiKey(business.admin, { apiKeyId: id }), { code: "FORBIDDEN" });
    await expectRefused(() => revokeApiKey(business.analyst, { apiKeyId: id }), { code: "FORBIDDEN" });
    const stranger = await testBusiness();
    await expectRefused(() => revokeApiKey(stranger.owner, { apiKeyId: id }), { code: "NOT_FOUND" });
  });

  it("stops while the person who made it may not sign in, and for good when they are removed", async () => {
    const { userId, accountId, email } = await testPerson({ role: "admin" });
    const person = { id: userId, accountId, email, role: "admin" };
    const { key } = await create("admin", userActor(person, origin(), testSession()));
    const manager = testSystem(accountId);
    await setSecondFactorPolicy(manager, { secondFactorFor: "nobody" });
    await deactivateUser(manager, { userId, reason: "Left" });
    await expectDead(key);
    await reactivateUser(manager, { userId });
    await enter(key);
    await deactivateUser(manager, { userId, reason: "Left" });
    await removeUser(manager, { userId });
    await restoreUser(manager, { userId });
    await expectDead(key);
    expect(await listApiKeys(manager)).toEqual([]);
  });

  it("starts jobs that stop with it (V8.3.3)", async () => {
    const { id, key } = await create();
    const { jobId } = await startBulkJob(await enter(key), {
      verb: "card.freeze",
      cards: { ids: [business.cardId] },
      reason: "Audit",
    });
    const job = await inAccount(business.accountId, (db) => db.bulkJob.findFirst({ where: { id: jobId } }));
    const claimed = { ...job, input: {}, owner: "worker", heldUntil: new Date() } as unknown as ClaimedJob;
    expect(await readStarter(claimed)).toMatchObject({
      label: expect.stringMatching(/^API key /),
      role: "admin",
    });
    await revokeApiKey(business.owner, { apiKeyId: id });
    expect(await readStarter(claimed)).toEqual({ refusal: "The API key that started this no longer works." });
  });

  it("is one of twenty, each with a name of its own", async () => {
    const names = Array.from({ length: maxApiKeys }, (_, at) => `Key ${at}`);
    for (const name of names) await createApiKey(business.owner, { name, role: "analyst" });
    await expectRefused(() => createApiKey(business.owner, { name: "Key 1", role: "analyst" }), {
      code: "INVALID_INPUT",
      fields: { name: "Another API key has this name." },
    });
    await expectRefused(() => createApiKey(business.owner, { name: "More", role: "analyst" }), {
      code: "RULE_BROKEN",
    });
    const [first] = await listApiKeys(business.owner);
    await revokeApiKey(business.owner, { apiKeyId: first?.id ?? 0 });
    await createApiKey(business.owner, { name: first?.name ?? "", role: "analyst" });
  });

  it("leaves when it was last used, once a minute", async () => {
    const { key } = await create();
    await requireApiKey(key, origin());
    await vi.waitFor(async () => expect((await listApiKeys(business.owner))[0]?.lastUsedAt).not.toBeNull());
  });

  it("that is wrong says so, and too many of them have to wait", async () => {
    await expectDead("cardkey_");
    await expectDead(`cardkey_${"A".repeat(43)}`);
    const noisy = { ...origin(), ip: "203.0.113.77" };
    for (let time = 0; time < limits.wrongApiKey.network; time++)
      await expect(requireApiKey("wrong", noisy)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
    await expect(requireApiKey("wrong", noisy)).rejects.toMatchObject({ code: "TOO_MANY" });
  });
});
