import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/auth/actor.ts";
import { nobodysHash, verifyPassword } from "@/lib/auth/passwords/password-hash.ts";
import { passwordPool } from "@/lib/auth/passwords/password-pool.ts";
import { weakHash } from "@/lib/auth/passwords/test-weak-hash.ts";
import { checkSession } from "@/lib/auth/session/check-session.ts";
import {
  changeTestPerson,
  type TestPerson,
  testPassword,
  testPerson,
} from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { openSession } from "@/lib/sign-in/open-session.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { signIn } from "./sign-in.ts";

const begin = new Date("2026-03-02T09:00:00Z");
const minute = 60_000;
let network = 0;

// Each test uses its own network.
const origin = (ip = `10.0.${network >> 8}.${network & 255}`) => ({
  ip,
  userAgent: "Browser 1.0",
  requestId: randomUUID(),
});

beforeEach(() => {
  network += 1;
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (milliseconds: number) => vi.setSystemTime(begin.getTime() + milliseconds);
const withRight = ({ email }: TestPerson) => signIn({ email, password: testPassword }, origin());
const withWrong = ({ email }: TestPerson) => signIn({ email, password: "wrong" }, origin());

const refused = { kind: "refused" };

const userOf = ({ accountId, userId }: TestPerson) =>
  inAccount(accountId, (db) => db.user.findFirst({ where: { id: userId } }));
const auditOf = ({ accountId, userId }: TestPerson) =>
  inAccount(accountId, (db) =>
    db.auditLog.findMany({
      where: { targetType: "User", targetId: String(userId), action: { not: "demo.seed" } },
      orderBy: { seq: "asc" },
    }),
  );

describe("signing in", () => {
  it("opens a session, remembers where from, and tells the audit log (V7.2.3)", async () => {
    const person = await testPerson();
    const from = origin();
    const outcome = await signIn({ email: person.email, password: testPassword }, from);
    expect(outcome).toEqual({
      kind: "signed-in",
      userId: person.userId,
      token: expect.stringMatching(/^[\w-]{43}$/),
    });

    const session = await inAccount(person.accountId, (db) => db.session.findFirst());
    expect(session).toMatchObject({
      userId: person.userId,
      ip: from.ip,
      userAgent: "Browser 1.0",
      revokedAt: null,
      authenticatedAt: begin,
    });
    expect(session?.expiresAt).toEqual(new Date(begin.getTime() + 12 * 60 * minute));
    expect(JSON.stringify(session)).not.toContain(outcome.kind === "signed-in" ? outcome.token : "");

    expect(await userOf(person)).toMatchObject({ loginAttempts: 0, lockedUntil: null, lastLoginAt: begin });
    const audit = await auditOf(person);
    expect(audit.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["user.try-sign-in", "done"],
      ["user.sign-in", "done"],
    ]);
    expect(audit.at(-1)).toMatchObject({
      actorKind: "system",
      actorLabel: "sign-in",
      ip: from.ip,
      requestId: from.requestId,
    });
    expect(audit.at(-1)?.changes).toContain('tokenHash":[null,"•••"]');
  });

  it.each([
    ["in capitals", (email: string) => email.toUpperCase()],
    ["with space around it", (email: string) => ` ${email}\t`],
  ])("takes an address %s", async (_, written) => {
    const person = await testPerson();
    expect(await signIn({ email: written(person.email), password: testPassword }, origin())).toMatchObject({
      kind: "signed-in",
    });
  });

  it.each([
    ["a look-alike of @", "owner\uFF20p.example", testPassword],
    ["no address", undefined, testPassword],
    ["an object", { not: "" }, testPassword],
    ["no password", "nobody@p.example", undefined],
    ["a list of passwords", "nobody@p.example", [testPassword]],
    ["a password longer than any", "nobody@p.example", "x".repeat(257)],
  ])("refuses %s (V6.2.8, ADV-A2)", async (_, email, password) => {
    expect(await signIn({ email, password }, origin())).toEqual(refused);
  });

  it("takes a password that is two years old (V6.2.10)", async () => {
    const person = await testPerson();
    later(2 * 365 * 24 * 60 * minute);
    expect(await withRight(person)).toMatchObject({ kind: "signed-in" });
  });

  it("replaces a hash that was made more cheaply", async () => {
    const person = await testPerson();
    const weak = weakHash(testPassword);
    await changeTestPerson(person, { passwordHash: weak });
    expect(await withRight(person)).toMatchObject({ kind: "signed-in" });
    const kept = (await userOf(person))?.passwordHash ?? "";
    expect(kept).toMatch(/^\$2b\$05\$/);
    expect(await verifyPassword(testPassword, kept)).toBe(true);
  });

  it("ends the oldest session when a sixth is opened (V7.1.2)", async () => {
    const person = await testPerson();
    const tokens: string[] = [];
    for (let number = 0; number < 6; number++) {
      later(number * 1000);
      const outcome = await withRight(person);
      if (outcome.kind === "signed-in") tokens.push(outcome.token);
    }
    const states = await Promise.all(
      tokens.map(async (token) => typeof (await checkSession(token, new Date()))),
    );
    expect(states).toEqual(["string", "object", "object", "object", "object", "object"]);
    expect((await auditOf(person)).at(-1)?.changes).toContain("a newer sign-in took its place");
  });
});

describe("an attempt", () => {
  it("does not touch the version, so that the person can be edited and deactivated meanwhile (G22)", async () => {
    const person = await testPerson({ role: "analyst" });
    const owner = systemActor("test", person.accountId, randomUUID());
    const seen = await userOf(person);
    await withWrong(person);
    later(minute);
    expect(await withRight(person)).toMatchObject({ kind: "signed-in" });
    expect(await userOf(person)).toMatchObject({ version: seen?.version, updatedAt: seen?.updatedAt });
    const { userId } = person;
    const { version } = await changeUser(owner, { userId, givenName: "Ann", version: seen?.version ?? 0 });
    const keepsTrying = Promise.all(Array.from({ length: 6 }, () => withRight(person)));
    await deactivateUser(owner, { userId, reason: "Left", version });
    await keepsTrying;
    const open = await inAccount(person.accountId, (db) => db.session.count({ where: { revokedAt: null } }));
    expect(open).toBe(0);
  });
});

describe("a refusal", () => {
  it("is the same for somebody and nobody, and both cost one comparison and the same time (V6.3.8, ADV-B2)", async () => {
    const person = await testPerson();
    const before = passwordPool().compared;
    const known = await timed(() => withWrong(person));
    const unknown = await timed(() =>
      signIn({ email: `nobody-${randomUUID()}@p.example`, password: "wrong" }, origin()),
    );
    expect(known.outcome).toEqual(unknown.outcome);
    expect(passwordPool().compared - before).toBe(2);
    expect(Math.min(known.milliseconds, unknown.milliseconds)).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ["somebody deactivated", { status: "deactivated" }],
    ["somebody of a suspended account", { accountStatus: "suspended" }],
    ["somebody of a closed account", { accountStatus: "closed" }],
  ] as const)("meets %s with the right password, after one comparison", async (_, given) => {
    const person = await testPerson(given);
    const before = passwordPool().compared;
    expect(await withRight(person)).toEqual(refused);
    expect(passwordPool().compared - before).toBe(1);
    expect((await auditOf(person)).at(-1)).toMatchObject({ action: "user.sign-in", outcome: "refused" });
  });

  it.each([{ passwordHash: null }, {}])("meets somebody who was only invited, %j", async (given) => {
    const person = await testPerson({ status: "invited", ...given });
    const before = passwordPool().compared;
    expect(await withRight(person)).toEqual(refused);
    expect(passwordPool().compared - before).toBe(1);
  });

  it("meets somebody deleted", async () => {
    const person = await testPerson();
    await changeTestPerson(person, { deleted: true });
    expect(await withRight(person)).toEqual(refused);
  });

  it("stands in the audit log with its reason", async () => {
    const person = await testPerson();
    await withWrong(person);
    expect(
      (await auditOf(person)).map(({ action, outcome, reason }) => ({ action, outcome, reason })),
    ).toEqual([
      { action: "user.try-sign-in", outcome: "done", reason: null },
      { action: "user.sign-in", outcome: "refused", reason: "Wrong password" },
    ]);
  });

  it("is met by every password for the hash of nobody", async () => {
    for (const password of ["", testPassword])
      expect(await verifyPassword(password, nobodysHash())).toBe(false);
  });
});

describe("whoever is refused", () => {
  it.each([
    ["a paused account", async () => (await pausedPerson()).email],
    ["an unknown address", async () => `nobody-${randomUUID()}@p.example`],
    ["what is no address", async () => "not an address"],
    ["somebody without a password", async () => (await testPerson({ passwordHash: null })).email],
  ])("waits for one comparison, for %s too (G23, ADV-B2)", async (_, addressOf) => {
    const email = await addressOf();
    const before = passwordPool().compared;
    expect(await signIn({ email, password: testPassword }, origin())).toEqual(refused);
    expect(passwordPool().compared - before).toBe(1);
  });
});

it("what is no address waits for nobody (G23)", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 15 }, () => signIn({ email: "", password: "" }, origin())),
  );
  expect(outcomes).toEqual(outcomes.map(() => refused));
});

describe("right passwords at once", () => {
  it("sign in or are told that the portal is busy, and pause nothing (G23)", async () => {
    const person = await testPerson();
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => withRight(person)));
    const kinds = new Set(outcomes.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["signed-in", "busy"]));
    expect(await userOf(person)).toMatchObject({ loginAttempts: 0, lockedUntil: null });
    expect(await withRight(person)).toMatchObject({ kind: "signed-in" });
  });

  it("are told so when another process has just replaced the hash (G23)", async () => {
    const person = await testPerson();
    const call = openSession(systemActor("sign-in", person.accountId, randomUUID()), {
      userId: person.userId,
      tokenHash: randomUUID(),
      comparedHash: weakHash(testPassword),
    });
    await expect(call).rejects.toMatchObject({ code: "BUSY" });
  });
});

describe("wrong passwords", () => {
  it("pause sign-in after ten of them, for half an hour, even for the right one (V6.3.1)", async () => {
    const person = await testPerson();
    await Promise.all(Array.from({ length: 10 }, () => withWrong(person)));
    expect(await userOf(person)).toMatchObject({
      loginAttempts: 10,
      lockedUntil: new Date(begin.getTime() + 30 * minute),
    });

    later(29 * minute + 59_000);
    const before = passwordPool().compared;
    expect(await withRight(person)).toEqual(refused);
    expect(passwordPool().compared).toBe(before + 1);
    expect((await auditOf(person)).at(-1)?.reason).toBe("Sign-in is paused after too many wrong passwords");

    later(30 * minute + 1_000);
    expect(await withRight(person)).toMatchObject({ kind: "signed-in" });
    expect(await userOf(person)).toMatchObject({ loginAttempts: 0, lockedUntil: null });
  });

  it("count from the start once the pause is over", async () => {
    const person = await testPerson();
    await Promise.all(Array.from({ length: 10 }, () => withWrong(person)));
    later(31 * minute);
    await withWrong(person);
    expect(await userOf(person)).toMatchObject({ loginAttempts: 1, lockedUntil: null });
  });

  it("are forgotten by a right one", async () => {
    const person = await testPerson();
    await Promise.all(Array.from({ length: 3 }, () => withWrong(person)));
    expect(await withRight(person)).toMatchObject({ kind: "signed-in" });
    expect(await userOf(person)).toMatchObject({ loginAttempts: 0 });
  });

  it("are compared ten times at most, however many come at once (V6.3.1)", async () => {
    const person = await testPerson();
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        signIn({ email: person.email, password: `guess ${number}` }, origin(`10.9.${number}.1`)),
      ),
    );
    const compared = (await auditOf(person)).filter(({ reason }) => reason === "Wrong password");
    expect(compared.length).toBeLessThanOrEqual(10);
    expect(outcomes.every(({ kind }) => kind === "refused" || kind === "busy")).toBe(true);
    expect((await userOf(person))?.loginAttempts).toBeLessThanOrEqual(10);
  });
});

describe("many at once", () => {
  it("are told to come back when the queue is full, and it costs them no attempt", async () => {
    const people = await Promise.all(Array.from({ length: 3 }, () => testPerson()));
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const crowd = Array.from({ length: 200 }, () =>
      passwordPool()
        .inPlace(() => gate)
        .catch(() => "full"),
    );
    const outcomes = await Promise.all(people.map(withRight));
    expect(outcomes).toEqual(people.map(() => ({ kind: "busy", retryAfterSeconds: 1 })));
    for (const person of people) expect(await userOf(person)).toMatchObject({ loginAttempts: 0 });
    open();
    await Promise.all(crowd);
  });

  it("from one network get a hundred failures in a quarter of an hour, whoever they claim to be (V6.3.1)", async () => {
    const from = origin();
    const guess = () => signIn({ email: `no address ${randomUUID()}`, password: "wrong" }, from);
    let refusals = 0;
    while (refusals < 100)
      refusals += (await Promise.all(Array.from({ length: 20 }, guess))).filter(
        ({ kind }) => kind === "refused",
      ).length;
    expect(await guess()).toEqual({ kind: "busy", retryAfterSeconds: expect.any(Number) });
    expect((await signIn({ email: "not an address", password: "wrong" }, origin("192.0.2.77"))).kind).toBe(
      "refused",
    );
  });
});

async function pausedPerson(): Promise<TestPerson> {
  const person = await testPerson();
  await Promise.all(Array.from({ length: 10 }, () => withWrong(person)));
  return person;
}

async function timed<T>(work: () => Promise<T>): Promise<{ outcome: T; milliseconds: number }> {
  const started = performance.now();
  return { outcome: await work(), milliseconds: performance.now() - started };
}
