import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { checkSession } from "@/lib/auth/session/check-session.ts";
import { type TestPerson, testPassword, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { testSystem } from "@/lib/testing/test-database.ts";
import { mailsTo, tokenFrom } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { resetPassword } from "./reset-password.ts";

const password = "plum-kettle-orbit-seven";
let requests = 0;
const origin = () => ({
  ip: `198.51.100.${++requests % 250}`,
  userAgent: null,
  requestId: randomUUID(),
});

let person: TestPerson;
beforeEach(async () => {
  person = await testPerson();
});

const ask = async (email: string) => (await requestPasswordReset(email, origin()))();
const reset = (token: string, chosen = password) => resetPassword({ token, password: chosen }, origin());
const token = () => tokenFrom(person.accountId, person.userId);
const enter = (chosen: string) => signIn({ email: person.email, password: chosen }, origin());
const noLonger = { code: "NOT_FOUND", message: expect.stringContaining("no longer works") };

describe("a forgotten password", () => {
  it("is chosen anew with a mailed link; every session ends, and the owner is told (V6.3.6, V6.3.7, CS-FP-1)", async () => {
    const entered = await enter(testPassword);
    if (entered.kind !== "signed-in") throw new Error("not signed in");
    await ask(person.email.toUpperCase());
    await reset(await token());
    expect(await checkSession(entered.token, new Date())).toBe("ended");
    const open = await inAccount(person.accountId, (db) => db.session.count({ where: { revokedAt: null } }));
    expect(open).toBe(0);
    expect(await enter(testPassword)).toMatchObject({ kind: "refused" });
    expect(await enter(password)).toMatchObject({ kind: "signed-in" });
    const kinds = (await mailsTo(person.accountId, person.userId)).map(({ kind }) => kind);
    expect(kinds).toEqual(["password_changed", "password_reset"]);
  });

  it("ends the pause after too many wrong passwords (F-35, V6.1.1)", async () => {
    for (let time = 0; time < 10; time++) await enter("wrong");
    expect(await enter(testPassword)).toMatchObject({ kind: "refused" });
    await ask(person.email);
    await reset(await token());
    expect(await enter(password)).toMatchObject({ kind: "signed-in" });
  });

  it("has a link that works once, also for twenty at one moment (F-37, V6.4.1)", async () => {
    await ask(person.email);
    const link = await token();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => reset(link)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expectRefused(() => reset(link, "quill-barrel-cosmic-nine"), noLonger);
  });

  it("has a link that ends after 30 minutes, and with the next request (V6.5.5, F-37)", async () => {
    await ask(person.email);
    const first = await token();
    await ask(person.email);
    await expectRefused(() => reset(first), noLonger);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30 * 60_000 });
    await expectRefused(async () => reset(await token()), noLonger);
    vi.useRealTimers();
  });

  it("mails nobody who may not sign in or is not there, and answers the same (V6.3.8)", async () => {
    const left = await testPerson({ status: "deactivated" });
    for (const email of [left.email, `${randomUUID()}@nobody.example`]) await ask(email);
    expect(await mailsTo(left.accountId, left.userId)).toEqual([]);
    await expectRefused(() => requestPasswordReset("nobody", origin()), { code: "INVALID_INPUT" });
  });

  it("has no link that works while the business is suspended", async () => {
    await ask(person.email);
    const link = await token();
    await suspendAccount(testSystem(person.accountId), { reason: "Unpaid" });
    await expectRefused(() => reset(link), noLonger);
  });

  it("is asked for five times in a quarter of an hour, known or not (CS-FP-1)", async () => {
    for (const email of [person.email, `${randomUUID()}@nobody.example`]) {
      for (let time = 0; time < 5; time++) await requestPasswordReset(email, origin());
      await expectRefused(() => requestPasswordReset(email, origin()), { code: "TOO_MANY" });
    }
  });

  it("is none of the last four (PCI DSS 8.3.7)", async () => {
    const chosen = ["plum-kettle-orbit-seven", "quill-barrel-cosmic-nine", "lantern-moss-river-eleven"];
    for (const next of [...chosen, "violet-anchor-tundra-two"]) {
      await ask(person.email);
      await reset(await token(), next);
    }
    await ask(person.email);
    const link = await token();
    for (const old of [chosen[0] ?? "", "violet-anchor-tundra-two"])
      await expectRefused(() => reset(link, old), {
        code: "INVALID_INPUT",
        fields: { password: "You used this password before. Choose another." },
      });
    await reset(link, testPassword);
    const kept = await inAccount(person.accountId, (db) => db.passwordHistory.count());
    expect(kept).toBe(5);
  });
});
