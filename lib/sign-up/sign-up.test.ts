import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { acrossAccounts, inAccount } from "@/lib/db/transaction.ts";
import { readContent } from "@/lib/mail/mail-content.ts";
import { limits } from "@/lib/request-limits/limits.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { acceptInvitation } from "@/lib/users/invitation/accept-invitation.ts";
import { confirmSignUp, findOpenSignUp, wasSignUpConfirmed } from "./confirm-sign-up.ts";
import { forgetSignUps } from "./forget-sign-ups.ts";
import { readSignUp } from "./queries.ts";
import { requestSignUp } from "./request-sign-up.ts";
import { setSignUp } from "./set-sign-up.ts";

const password = "plum-kettle-orbit-seven";
const origin = (ip = `192.0.2.${Math.floor(Math.random() * 250)}`) => ({
  ip,
  userAgent: "test",
  requestId: randomUUID(),
});

let operator: Actor;
let business: TestBusiness;
beforeAll(async () => {
  operator = await testOperator();
  business = await testBusiness();
  await setSignUp(operator, { signUp: "open" });
});
afterEach(() => void vi.useRealTimers());

const typed = (change: object = {}) => ({
  ...{ businessName: "Quayside", givenName: "Ada", familyName: "Byron" },
  email: `${randomUUID()}@quayside.example`,
  ...change,
});
const ask = async (input: object, from = origin()) => (await requestSignUp(input, from))();
const mailsTo = (email: string) =>
  acrossAccounts((db) => db.mail.findMany({ where: { recipient: email }, orderBy: { id: "desc" } }));
async function linkTo(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  return (mail && /\?token=([\w-]+)/.exec(readContent(mail).text)?.[1]) ?? "";
}
const confirm = (token: string, chosen = password) => confirmSignUp({ token, password: chosen }, origin());
const usersWith = (email: string) => acrossAccounts((db) => db.user.findMany({ where: { email } }));
const rows = () =>
  acrossAccounts(async (db) => [await db.account.count(), await db.user.count(), await db.signUp.count()]);

describe("sign-up", () => {
  it("makes a pending business with its owner, who proved the address, and signs them in", async () => {
    const input = typed();
    await ask(input);
    const [mail] = await mailsTo(input.email);
    expect(mail).toMatchObject({ accountId: operator.accountId, userId: null, kind: "sign_up" });
    expect(await usersWith(input.email)).toEqual([]);
    const token = await linkTo(input.email);
    expect(await findOpenSignUp(token, new Date())).toMatchObject({ typed: input });
    const { accountId, userId } = await confirm(token);
    const account = await inAccount(accountId, (db) => db.account.findFirst());
    expect(account).toMatchObject({
      ...{ businessName: "Quayside", ownerEmail: input.email, accountType: "business", status: "pending" },
      lithicAccountTokenIndex: null,
    });
    const sessions = await inAccount(accountId, (db) => db.session.findMany({ where: { userId } }));
    expect(sessions).toHaveLength(1);
    expect(await usersWith(input.email)).toMatchObject([
      { id: userId, accountId, name: "Ada Byron", role: "owner", status: "active" },
    ]);
    const audit = await inAccount(accountId, (db) => db.auditLog.findMany({ orderBy: { seq: "asc" } }));
    expect(new Set(audit.map(({ action }) => action))).toEqual(new Set(["sign-up.confirm"]));
    expect(JSON.stringify(audit)).not.toContain(token);
    expect(await signIn({ email: input.email, password }, origin())).toMatchObject({ userId });
  });

  it("stores what was typed sealed, and only the hash of the link, and empties both uses of it", async () => {
    const input = typed();
    await ask(input);
    const token = await linkTo(input.email);
    const stored = async () =>
      JSON.stringify(await acrossAccounts((db) => db.signUp.findMany({ orderBy: { id: "desc" }, take: 1 })));
    for (const secret of [token, input.email, "Quayside"]) expect(await stored()).not.toContain(secret);
    await confirm(token);
    expect(JSON.parse(await stored())).toMatchObject([{ content: null }]);
    expect(await wasSignUpConfirmed(token)).toBe(true);
    const platform = await inAccount(operator.accountId, (db) =>
      db.auditLog.findMany({ where: { action: { startsWith: "sign-up." } } }),
    );
    expect(JSON.stringify(platform)).not.toContain(input.email);
  });

  it("works once, also for ten at one moment", async () => {
    const input = typed();
    await ask(input);
    const token = await linkTo(input.email);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => confirm(token)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expectRefused(() => confirm(token), { code: "NOT_FOUND" });
    expect(await usersWith(input.email)).toHaveLength(1);
  });

  it("goes to one of two links of an address that are used at one moment", async () => {
    const input = typed();
    await ask(input);
    const first = await linkTo(input.email);
    await ask(input);
    const results = await Promise.allSettled([confirm(first), confirm(await linkTo(input.email))]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "RULE_BROKEN" },
    });
  });

  it("says to a known address by mail that it signs in, and nothing on the page", async () => {
    const email = `${randomUUID()}@people.example`;
    const { userId } = await createUser(business.owner, { givenName: "Nora", email, role: "user" });
    await acceptInvitation({ token: await linkTo(email), givenName: "Nora", password }, origin());
    const before = await rows();
    expect(await ask(typed({ email: email.toUpperCase() }))).toBeUndefined();
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ accountId: business.accountId, userId, kind: "sign_up_known" });
    expect(mail && readContent(mail).text).toMatch(/\/sign-in\n[\s\S]*\/forgot-password/);
    expect(await rows()).toEqual(before);
  });

  it("reserves nothing: the address can be invited meanwhile, and the link is then refused", async () => {
    const input = typed();
    await ask(input);
    const token = await linkTo(input.email);
    await createUser(business.owner, { givenName: "Ada", email: input.email, role: "user" });
    await acceptInvitation({ token: await linkTo(input.email), givenName: "Ada", password }, origin());
    await expectRefused(() => confirm(token), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("already have an account"),
    });
  });

  it("refuses what is wrong at its field, and changes nothing", async () => {
    const cases = [
      [{ businessName: " " }, "businessName"],
      [{ givenName: "" }, "givenName"],
      [{ email: "ada" }, "email"],
    ] as const;
    for (const [change, field] of cases)
      await expectRefused(() => requestSignUp(typed(change), origin()), {
        code: "INVALID_INPUT",
        fields: { [field]: expect.any(String) },
      });
    const input = typed();
    await ask(input);
    const token = await linkTo(input.email);
    for (const weak of ["short", "quayside ada byron quayside"])
      await expectRefused(() => confirm(token, weak), {
        code: "INVALID_INPUT",
        fields: { password: expect.any(String) },
      });
    await confirm(token);
  });

  it("is limited by address and by network", async () => {
    const input = typed();
    for (let time = 0; time < limits.signUpRequest.person; time++) await ask(input);
    await expectRefused(() => requestSignUp(input, origin()), { code: "TOO_MANY" });
    const from = origin("198.51.100.77");
    for (let time = 0; time < limits.signUpRequest.network; time++) await requestSignUp(typed(), from);
    await expectRefused(() => requestSignUp(typed(), from), { code: "TOO_MANY" });
  });

  it("is over after 24 hours, and forgotten", async () => {
    const input = typed();
    await ask(input);
    const token = await linkTo(input.email);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 24 * 3_600_000 + 1_000 });
    await expectRefused(() => confirm(token), { code: "NOT_FOUND" });
    while (await forgetSignUps());
    const kept = await acrossAccounts((db) => db.signUp.findMany({ where: { content: { not: null } } }));
    expect(kept).toEqual([]);
  });
});

// Last, because it closes sign-up.
describe("account.set-sign-up", () => {
  it("closes what it opened: pages, requests and open links", async () => {
    const input = typed();
    await ask(input);
    const token = await linkTo(input.email);
    const { version } = await readSignUp(operator);
    await setSignUp(operator, { signUp: "closed", version });
    expect(await readSignUp(operator)).toMatchObject({ signUp: "closed" });
    await expectRefused(() => requestSignUp(typed(), origin()), { code: "NOT_FOUND" });
    await expectRefused(() => confirm(token), { code: "NOT_FOUND" });
    await expectRefused(() => setSignUp(operator, { signUp: "open", version }), { code: "STALE" });
  });

  it("needs a recent proof, and is for operators only", async () => {
    const old = { ...operator, session: { id: 1, authenticatedAt: new Date(0) } };
    await expectRefused(() => setSignUp(old, { signUp: "open" }), { code: "CONFIRM_IDENTITY" });
    await expectRefused(() => setSignUp(business.owner, { signUp: "open" }), { code: "FORBIDDEN" });
    await expectRefused(() => readSignUp(business.owner), { code: "FORBIDDEN" });
  });
});
