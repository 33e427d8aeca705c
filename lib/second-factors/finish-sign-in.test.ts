import { beforeEach, describe, expect, it, vi } from "vitest";
import { challengeFrom, passkeyRequestOptions } from "@/lib/auth/factors/passkey.ts";
import { findSecondStep } from "@/lib/auth/sign-in/find-second-step.ts";
import { changeTestPerson, type TestPerson, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { finishSignIn, stepSubject } from "./finish-sign-in.ts";
import { signInByPasskey, signInSubject } from "./sign-in-by-passkey.ts";
import {
  actorOf,
  addApp,
  addKey,
  codeNow,
  enterPassword,
  isOpen,
  portal,
  request,
  secondStepOf,
} from "./test-factors.ts";

const begin = new Date("2026-03-02T09:00:00Z");
const later = (seconds: number) => vi.setSystemTime(begin.getTime() + seconds * 1000);
let person: TestPerson;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
  person = await testPerson();
  return () => void vi.useRealTimers();
});

const finish = (token: string, code: string) => finishSignIn(token, { code }, request(), portal);
const wrongCode = { code: "INVALID_INPUT", fields: { code: expect.stringContaining("wrong") } };
const userNow = () =>
  inAccount(person.accountId, (db) => db.user.findFirst({ where: { id: person.userId } }));

describe("signing in with a code", () => {
  it("opens no session before the code, and one after it (V6.3.3)", async () => {
    const { secret } = await addApp(actorOf(person));
    later(60);
    const step = await secondStepOf(person);
    expect(await inAccount(person.accountId, (db) => db.session.count())).toBe(0);
    const { token } = await finish(step, await codeNow(secret));
    expect(await isOpen(token)).toBe(true);
    expect(await userNow()).toMatchObject({
      loginAttempts: 0,
      lastLoginAt: new Date(begin.getTime() + 60_000),
    });
  });

  it("takes each code once, of twenty at the same time too (V6.5.1)", async () => {
    const { secret } = await addApp(actorOf(person));
    later(60);
    const code = await codeNow(secret);
    const step = await secondStepOf(person);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => finish(step, code)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const next = await secondStepOf(person);
    await expect(finish(next, code)).rejects.toMatchObject(wrongCode);
  });

  it("takes the code before and after the present one, and none further away (V6.5.5, V6.5.8)", async () => {
    const { secret } = await addApp(actorOf(person));
    for (const [at, shownAt, isTaken] of [
      [300, 390, false],
      [300, 210, false],
      [600, 570, true],
      [900, 930, true],
    ] as const) {
      later(at);
      const step = await secondStepOf(person);
      later(shownAt);
      const code = await codeNow(secret);
      later(at);
      if (isTaken) expect((await finish(step, code)).userId).toBe(person.userId);
      else await expect(finish(step, code)).rejects.toMatchObject(wrongCode);
    }
  });

  it("ends after five wrong codes, pauses sign-in and tells the person (V6.6.3, V6.3.5)", async () => {
    const { secret } = await addApp(actorOf(person));
    later(60);
    const step = await secondStepOf(person);
    for (let time = 0; time < 4; time++)
      await expect(finish(step, "000000")).rejects.toMatchObject(wrongCode);
    await expect(finish(step, "000000")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(finish(step, await codeNow(secret))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await userNow())?.lockedUntil).toEqual(new Date(begin.getTime() + (60 + 1_800) * 1_000));
    expect(await enterPassword(person)).toEqual({ kind: "refused" });
    const [mail] = await mailsTo(person.accountId, person.userId);
    expect(mail).toMatchObject({ kind: "wrong_codes" });
    later(60 + 1_801);
    expect((await finish(await secondStepOf(person), await codeNow(secret))).userId).toBe(person.userId);
  });

  it("lasts ten minutes, and a deactivation ends it", async () => {
    const { secret } = await addApp(actorOf(person));
    later(60);
    const slow = await secondStepOf(person);
    later(60 + 601);
    await expect(finish(slow, await codeNow(secret))).rejects.toMatchObject({ code: "NOT_FOUND" });
    const step = await secondStepOf(person);
    await changeTestPerson(person, { status: "deactivated" });
    await expect(finish(step, await codeNow(secret))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("takes a recovery code once, in any spelling, and says so by mail (V6.4.4, V6.5.2, V6.5.1)", async () => {
    const { recoveryCodes } = await addApp(actorOf(person));
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ""] = recoveryCodes;
    const typed = code.toUpperCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "I");
    const { token } = await finish(await secondStepOf(person), typed);
    expect(await isOpen(token)).toBe(true);
    const [mail] = await mailsTo(person.accountId, person.userId);
    expect(mail).toMatchObject({ kind: "recovery_code_used" });
    await expect(finish(await secondStepOf(person), code)).rejects.toMatchObject(wrongCode);
    const kept = await inAccount(person.accountId, (db) => db.recoveryCode.findMany());
    expect(JSON.stringify(kept)).not.toContain(code.replaceAll("-", ""));
  });

  it("writes no code into the audit log", async () => {
    const { secret } = await addApp(actorOf(person));
    later(60);
    const code = await codeNow(secret);
    await finish(await secondStepOf(person), code);
    const audit = JSON.stringify(await inAccount(person.accountId, (db) => db.auditLog.findMany()));
    expect(audit).not.toContain(code);
    expect(audit).not.toContain(secret);
  });
});

describe("signing in with a passkey", () => {
  const use = (subject: string) => passkeyRequestOptions(subject, [], portal, new Date());

  it("needs no password, works once, and is not stopped by a pause (V6.7.2)", async () => {
    const passkey = await addKey(actorOf(person));
    await changeTestPerson(person, {});
    const signed = passkey.use(await use(signInSubject), portal);
    const { token } = await signInByPasskey(signed, request(), portal);
    expect(await isOpen(token)).toBe(true);
    await expect(signInByPasskey(signed, request(), portal)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const twice = passkey.use(await use(signInSubject), portal);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => signInByPasskey(twice, request(), portal)),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("has a challenge of 256 random bits, for five minutes (V6.7.2)", async () => {
    const passkey = await addKey(actorOf(person));
    const options = await use(signInSubject);
    expect(Buffer.from(options.challenge, "base64url").length).toBeGreaterThanOrEqual(32);
    const signed = passkey.use(options, portal);
    expect(challengeFrom(JSON.parse(signed))).toBe(options.challenge);
    later(301);
    await expect(signInByPasskey(signed, request(), portal)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it.each([
    ["another website", async () => [signInSubject, "https://evil.example"] as const],
    ["another purpose", async () => ["second step 1", portal] as const],
  ])("refuses a signature for %s", async (_, given) => {
    const passkey = await addKey(actorOf(person));
    const [subject, origin] = await given();
    const signed = passkey.use(await use(subject), origin);
    await expect(signInByPasskey(signed, request(), portal)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("refuses a copied device, whose counter fell behind", async () => {
    const passkey = await addKey(actorOf(person));
    await signInByPasskey(passkey.use(await use(signInSubject), portal), request(), portal);
    passkey.counter = 0;
    const signed = passkey.use(await use(signInSubject), portal);
    await expect(signInByPasskey(signed, request(), portal)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("refuses what is no passkey, of nobody, and of somebody who may not sign in, alike (V6.3.8)", async () => {
    const stranger = await addKey(actorOf(await testPerson()));
    const passkey = await addKey(actorOf(person));
    await changeTestPerson(person, { status: "deactivated" });
    const attempts = [
      "",
      "{}",
      "x".repeat(20_000),
      stranger.use(await use("elsewhere"), portal),
      passkey.use(await use(signInSubject), portal),
    ];
    const messages: string[] = [];
    for (const attempt of attempts)
      await signInByPasskey(attempt, request(), portal).catch(({ message }) => messages.push(message));
    expect(messages).toHaveLength(attempts.length);
    expect(new Set(messages).size).toBe(1);
  });

  it("finishes the step after a password, but only its own person's", async () => {
    const passkey = await addKey(actorOf(person));
    const other = await testPerson();
    const theirs = await addKey(actorOf(other));
    const step = await secondStepOf(person);
    const id = (await findSecondStep(step))?.id ?? 0;
    const options = await use(stepSubject(id));
    const foreign = finishSignIn(step, { passkey: theirs.use(options, portal) }, request(), portal);
    await expect(foreign).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const own = await finishSignIn(step, { passkey: passkey.use(options, portal) }, request(), portal);
    expect(await isOpen(own.token)).toBe(true);
  });
});
