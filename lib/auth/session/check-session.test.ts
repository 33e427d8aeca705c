import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { changeTestPerson, type TestPerson, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { openSession } from "@/lib/sign-in/open-session.ts";
import { systemActor, userActor } from "../actor.ts";
import { type CheckedSession, checkSession, hashToken, touchSession } from "./check-session.ts";
import { endSession } from "./end-session.ts";

const begin = new Date("2026-03-02T09:00:00Z");
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const after = (milliseconds: number) => new Date(begin.getTime() + milliseconds);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
});

afterEach(() => {
  vi.useRealTimers();
});

async function opened(person: TestPerson): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const user = await inAccount(person.accountId, (db) => db.user.findFirst({ where: { id: person.userId } }));
  const { userId } = person;
  const actor = systemActor("sign-in", person.accountId, randomUUID());
  expect(
    await openSession(actor, { userId, tokenHash: hashToken(token), comparedHash: user?.passwordHash ?? "" }),
  ).not.toBeNull();
  return token;
}

async function checked(token: string, now = begin): Promise<CheckedSession> {
  const session = await checkSession(token, now);
  if (typeof session === "string") throw new Error(`the session is ${session}`);
  return session;
}

describe("a session", () => {
  it("stands for its person and account as they are now", async () => {
    const person = await testPerson();
    const session = await checked(await opened(person));
    expect(session).toMatchObject({
      accountId: person.accountId,
      user: { id: person.userId, accountId: person.accountId, email: person.email, role: "owner" },
      account: { currency: "USD", status: "active" },
    });
  });

  it("lasts 15 minutes without use (V7.3.1)", async () => {
    const token = await opened(await testPerson());
    expect(await checkSession(token, after(14 * minute + 59 * second))).toBeTypeOf("object");
    expect(await checkSession(token, after(15 * minute))).toBe("idle");
    expect(await checkSession(token, after(15 * minute + second))).toBe("idle");
  });

  it("lasts 12 hours however much it is used (V7.3.2)", async () => {
    const token = await opened(await testPerson());
    for (let at = 0; at < 12 * hour; at += 10 * minute)
      await touchSession(await checked(token, after(at)), after(at));
    expect(await checkSession(token, after(12 * hour - second))).toBeTypeOf("object");
    expect(await checkSession(token, after(12 * hour))).toBe("idle");
  });

  it("is kept alive by use, which is written once a minute at most", async () => {
    const token = await opened(await testPerson());
    await touchSession(await checked(token, after(59 * second)), after(59 * second));
    expect((await checked(token)).lastSeenAt).toEqual(begin);
    await touchSession(await checked(token, after(minute)), after(minute));
    expect((await checked(token)).lastSeenAt).toEqual(after(minute));
    expect(await checkSession(token, after(15 * minute + 30 * second))).toBeTypeOf("object");
    expect(await checkSession(token, after(16 * minute))).toBe("idle");
  });

  it("is never shortened by a use that is written late", async () => {
    const token = await opened(await testPerson());
    const session = await checked(token);
    await touchSession(session, after(10 * minute));
    await touchSession(session, after(5 * minute));
    expect((await checked(token)).lastSeenAt).toEqual(after(10 * minute));
  });

  it("is not kept alive by asking alone (V7.3.1)", async () => {
    const token = await opened(await testPerson());
    for (let at = minute; at < 15 * minute; at += minute) await checked(token, after(at));
    expect(await checkSession(token, after(15 * minute + second))).toBe("idle");
  });

  it("is over for good once it was ended, and ending it again changes nothing (V7.4.1)", async () => {
    const person = await testPerson();
    const token = await opened(person);
    const session = await checked(token);
    const actor = systemActor("sign-out", person.accountId, randomUUID());
    await endSession(actor, { sessionId: session.id, revokedReason: "the person signed out" });
    expect(await checkSession(token, begin)).toBe("ended");
    await touchSession(session, after(2 * minute));
    await endSession(actor, { sessionId: session.id, revokedReason: "once more" });
    expect(await checkSession(token, after(2 * minute))).toBe("ended");
    const rows = await inAccount(person.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "user.sign-out" } }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ targetType: "User", targetId: String(person.userId), outcome: "done" });
  });

  it("takes a change of role at the next request (V8.3.2)", async () => {
    const person = await testPerson();
    const token = await opened(person);
    await changeTestPerson(person, { role: "analyst" });
    expect((await checked(token)).user.role).toBe("analyst");
  });

  it.each([
    ["is deactivated", { status: "deactivated" }],
    ["is deleted", { deleted: true }],
  ] as const)("is over at the next request when its person %s (V7.4.2, V8.3.2)", async (_, change) => {
    const person = await testPerson();
    const token = await opened(person);
    await changeTestPerson(person, change);
    expect(await checkSession(token, begin)).toBe("ended");
  });

  it("is over at the next request when its account is suspended (V7.4.2)", async () => {
    const person = await testPerson();
    const token = await opened(person);
    const origin = { ip: null, userAgent: null, requestId: randomUUID() };
    const operator = {
      ...userActor(
        { id: 1, accountId: person.accountId, email: "operator@p.example", role: "operator" },
        origin,
      ),
    };
    await suspendAccount(operator, { reason: "Unpaid" });
    expect(await checkSession(token, begin)).toBe("ended");
  });

  it.each(["", "x", "'", "a".repeat(10_000), randomBytes(32).toString("base64url")])(
    "is not found under %j (V7.2.1, ADV-A1)",
    async (token) => {
      expect(await checkSession(token, begin)).toBe("ended");
    },
  );

  it("cannot be taken over with what is kept of its token", async () => {
    const token = await opened(await testPerson());
    expect(await checkSession(hashToken(token), begin)).toBe("ended");
  });
});
