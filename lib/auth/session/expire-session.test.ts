import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type TestPerson, testPassword, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { systemActor } from "../actor.ts";
import { checkSession, touchSession } from "./check-session.ts";
import { endSession } from "./end-session.ts";
import { expireIdleSessions, expireSession, expireSessionOf } from "./expire-session.ts";

const begin = new Date("2026-03-02T09:00:00Z");
const minute = 60_000;
const origin = () => ({ ip: "198.51.100.9", userAgent: null, requestId: randomUUID() });
const at = (milliseconds: number) => vi.setSystemTime(begin.getTime() + milliseconds);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
});

afterEach(async () => {
  // What a test leaves open would be swept by the next.
  at(24 * 60 * minute);
  await expireIdleSessions();
  vi.useRealTimers();
});

async function opened({ email }: TestPerson): Promise<string> {
  const outcome = await signIn({ email, password: testPassword }, origin());
  if (outcome.kind !== "signed-in") throw new Error(outcome.kind);
  return outcome.token;
}

const ends = ({ accountId }: TestPerson) =>
  inAccount(accountId, (db) => db.auditLog.findMany({ where: { action: "session.expire" } }));

it("a session that runs out leaves one row, however many notice", async () => {
  const person = await testPerson();
  const token = await opened(person);
  at(15 * minute);
  await Promise.all([
    ...Array.from({ length: 10 }, () => expireSessionOf(token, origin())),
    expireIdleSessions(),
    expireIdleSessions(),
  ]);
  expect(await ends(person)).toMatchObject([
    {
      actorKind: "system",
      actorLabel: "session",
      targetType: "User",
      targetId: String(person.userId),
      outcome: "done",
    },
  ]);
  // Whoever comes back still hears why.
  expect(await checkSession(token, new Date())).toBe("idle");
});

it("a session that was used to its last hour leaves one too", async () => {
  const person = await testPerson();
  const token = await opened(person);
  for (let time = 0; time < 12 * 60; time += 10) {
    at(time * minute);
    const session = await checkSession(token, new Date());
    if (typeof session === "object") await touchSession(session, new Date());
  }
  at(12 * 60 * minute);
  expect(await checkSession(token, new Date())).toBe("idle");
  await expireSessionOf(token, origin());
  expect(await ends(person)).toHaveLength(1);
});

it("a session that is open, or was ended, leaves none", async () => {
  const person = await testPerson();
  const [token, ended] = [await opened(person), await opened(person)];
  const session = await checkSession(ended, new Date());
  if (typeof session !== "object") throw new Error(session);
  const actor = systemActor("sign-out", person.accountId, randomUUID());
  await endSession(actor, { sessionId: session.id, revokedReason: "the person signed out" });
  at(15 * minute - 1);
  await expireSessionOf(token, origin());
  at(15 * minute);
  await expireSession(actor, { sessionId: session.id });
  await expireSessionOf(ended, origin());
  await expireSessionOf(randomBytes(32).toString("base64url"), origin());
  expect(await ends(person)).toEqual([]);
  expect(await checkSession(ended, new Date())).toBe("ended");
});

it("sessions that nobody comes back to are ended by the worker, over all businesses", async () => {
  const people = [await testPerson(), await testPerson()];
  await Promise.all(people.map(opened));
  at(14 * minute);
  await expireIdleSessions();
  expect((await Promise.all(people.map(ends))).flat()).toEqual([]);
  at(15 * minute);
  expect(await expireIdleSessions()).toBe(false);
  for (const person of people) expect(await ends(person)).toHaveLength(1);
});
