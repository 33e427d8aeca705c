import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { checkSession } from "@/lib/auth/session/check-session.ts";
import { type TestPerson, testPassword, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { readContent } from "@/lib/mail/mail-content.ts";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset.ts";
import { resetPassword } from "@/lib/password-reset/reset-password.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { mailsTo, tokenFrom } from "@/lib/testing/test-mails.ts";
import { cancelEmailChange } from "./cancel-email-change.ts";
import { confirmEmailChange } from "./confirm-email-change.ts";
import { readEmailChange } from "./queries.ts";
import { requestEmailChange } from "./request-email-change.ts";

const begin = new Date("2026-03-02T09:00:00Z");
const hour = 60 * 60_000;
const origin = () => ({ ip: "198.51.100.9", userAgent: null, requestId: randomUUID() });
const freshEmail = () => `${randomUUID()}@new.example`;
const gone = { code: "NOT_FOUND" };

let person: TestPerson;
let actor: Actor;
let email: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
  person = await testPerson({ role: "owner" });
  actor = actorOf(person);
  email = freshEmail();
});
afterEach(() => {
  vi.useRealTimers();
});

const actorOf = ({ userId: id, accountId, email: label }: TestPerson, authenticatedAt = begin) =>
  userActor({ id, accountId, email: label, role: "owner" }, origin(), { id: 1, authenticatedAt });

const mailsOf = ({ accountId, userId }: TestPerson) => mailsTo(accountId, userId);
const sentTo = async (who: TestPerson) =>
  (await mailsOf(who)).map(({ kind, recipient }) => [kind, recipient]);
const emailOf = async ({ accountId, userId }: TestPerson) =>
  (await inAccount(accountId, (db) => db.user.findFirst({ where: { id: userId } })))?.email;

async function linkFor(who: TestPerson, to: string): Promise<string> {
  await requestEmailChange(actorOf(who), { email: to });
  const mail = (await mailsOf(who)).find(
    ({ kind, recipient }) => kind === "email_change" && recipient === to,
  );
  return (mail && /\?token=([\w-]+)/.exec(readContent(mail).text)?.[1]) ?? "";
}

const confirm = (token: string, password = testPassword) => confirmEmailChange({ token, password }, origin());
const enter = (as: string) => signIn({ email: as, password: testPassword }, origin());

describe("one's own email", () => {
  it("changes once the link that went to the new one is confirmed; both are told (V6.3.7)", async () => {
    const outcome = await enter(person.email);
    const token = await linkFor(person, email);
    expect(await sentTo(person)).toEqual([
      ["email_change_requested", person.email],
      ["email_change", email],
    ]);
    expect(await emailOf(person)).toBe(person.email);
    expect(await readEmailChange(actor)).toEqual({
      newEmail: email,
      worksUntil: new Date(begin.getTime() + 24 * hour).toISOString(),
    });

    await confirm(token);
    expect(await emailOf(person)).toBe(email);
    expect((await sentTo(person)).slice(0, 2)).toEqual([
      ["email_changed", email],
      ["email_changed", person.email],
    ]);
    expect(await readEmailChange(actor)).toBeNull();
    const session = outcome.kind === "signed-in" ? outcome.token : "";
    expect(await checkSession(session, new Date())).toBe("ended");
    expect(await enter(email)).toMatchObject({ kind: "signed-in" });
    expect(await enter(person.email)).toEqual({ kind: "refused" });
    await expect(confirm(token)).rejects.toMatchObject(gone);
  });

  it("needs a recent proof, and is another one than before (V7.5.3)", async () => {
    const stale = actorOf(person, new Date(begin.getTime() - 5 * 60_000));
    await expect(requestEmailChange(stale, { email })).rejects.toMatchObject({ code: "CONFIRM_IDENTITY" });
    const same = requestEmailChange(actor, { email: person.email.toUpperCase() });
    await expect(same).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { email: "This is your email already. Enter another one." },
    });
    await expect(requestEmailChange(actor, { email: "nobody" })).rejects.toMatchObject({
      fields: { email: expect.any(String) },
    });
    expect(await mailsOf(person)).toEqual([]);
  });

  it("leaves only its hash in the database, and no link in the audit log", async () => {
    const token = await linkFor(person, email);
    const kept = await inAccount(person.accountId, async (db) => [
      await db.signInToken.findMany(),
      await db.auditLog.findMany(),
    ]);
    expect(
      JSON.stringify(kept, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(token);
  });
});

describe("the link to a new email", () => {
  it("works for a day, and ends with the next one, which tells the old address nothing new", async () => {
    const first = await linkFor(person, email);
    const second = await linkFor(person, email);
    await expect(confirm(first)).rejects.toMatchObject(gone);
    expect((await sentTo(person)).filter(([kind]) => kind === "email_change_requested")).toHaveLength(1);
    vi.setSystemTime(begin.getTime() + 24 * hour);
    await expect(confirm(second)).rejects.toMatchObject(gone);
    expect(await emailOf(person)).toBe(person.email);
  });

  it("works once, however many use it at once", async () => {
    const token = await linkFor(person, email);
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => confirm(token)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.each([
    ["canceling", () => cancelEmailChange(actor, {})],
    [
      "resetting the password",
      async () => {
        await (await requestPasswordReset(person.email, origin()))();
        const token = await tokenFrom(person.accountId, person.userId);
        await resetPassword({ token, password: "plum-kettle-orbit-seven" }, origin());
      },
    ],
  ])("ends by %s", async (_, end) => {
    const token = await linkFor(person, email);
    await end();
    await expect(confirm(token)).rejects.toMatchObject(gone);
    expect(await readEmailChange(actor)).toBeNull();
  });

  it("ends the links that went to the old address", async () => {
    const token = await linkFor(person, email);
    await (await requestPasswordReset(person.email, origin()))();
    const reset = await tokenFrom(person.accountId, person.userId);
    await confirm(token);
    const late = resetPassword({ token: reset, password: "plum-kettle-orbit-seven" }, origin());
    await expect(late).rejects.toMatchObject(gone);
  });
});

describe("an email that somebody has", () => {
  it("is told to nobody who asks for it, only to whoever reads its mails", async () => {
    const other = await testPerson();
    const token = await linkFor(person, other.email);
    expect(await readEmailChange(actor)).toMatchObject({ newEmail: other.email });
    await expect(confirm(token)).rejects.toMatchObject({
      code: "RULE_BROKEN",
      message: expect.stringContaining("Another account uses this email already."),
    });
    expect(await emailOf(person)).toBe(person.email);
    expect(await enter(other.email)).toMatchObject({ userId: other.userId });
  });

  it("is not a stranger's who got the link by mistake and knows no password", async () => {
    const token = await linkFor(person, email);
    await expect(confirm(token, "a stranger's guess")).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { password: "This is not your password." },
    });
    expect(await emailOf(person)).toBe(person.email);
    await confirm(token);
    expect(await emailOf(person)).toBe(email);
  });

  it("belongs to the first of two who prove it", async () => {
    const other = await testPerson();
    const tokens = [await linkFor(person, email), await linkFor(other, email)];
    const outcomes = await Promise.allSettled(tokens.map((token) => confirm(token)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect([await emailOf(person), await emailOf(other)].filter((has) => has === email)).toHaveLength(1);
  });
});
