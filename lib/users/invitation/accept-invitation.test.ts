import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { passwordPool } from "@/lib/auth/passwords/password-pool.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { mailsTo, tokenFrom } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "../create-user.ts";
import { deactivateUser } from "../leaving/deactivate-user.ts";
import { reactivateUser } from "../leaving/reactivate-user.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { inviteUser } from "./invite-user.ts";
import { takeBackInvitation } from "./take-back-invitation.ts";

const password = "plum-kettle-orbit-seven";
const origin = () => ({ ip: "198.51.100.7", userAgent: null, requestId: randomUUID() });

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

async function invited(email = `${randomUUID()}@people.example`, by = business) {
  const person = { givenName: "Nora", familyName: "New", email, role: "user" } as const;
  const { userId } = await createUser(by.owner, person);
  return { userId, email, token: await tokenFrom(by.accountId, userId) };
}
const accept = (token: string, change: object = {}) =>
  acceptInvitation({ token, givenName: "Nora", familyName: "Newman", password, ...change }, origin());
const userOf = (userId: number, { accountId } = business) =>
  inAccount(accountId, (db) => db.user.findFirst({ where: { id: userId } }));

const noLonger = { code: "NOT_FOUND", message: expect.stringContaining("no longer works") };

describe("an invitation", () => {
  it("is mailed with a link of 256 bits, whose hash alone is stored (V6.4.1)", async () => {
    const { userId, email, token } = await invited();
    expect(token).toMatch(/^[\w-]{43}$/);
    const [mail] = await mailsTo(business.accountId, userId);
    expect(mail).toMatchObject({ recipient: email, kind: "invitation", status: "kept" });
    const stored = await inAccount(business.accountId, (db) =>
      db.signInToken.findMany({ where: { userId } }),
    );
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it("lets a person in who checks their name and chooses a password", async () => {
    const { userId, email, token } = await invited();
    await accept(token);
    expect(await userOf(userId)).toMatchObject({ name: "Nora Newman", status: "active", loginAttempts: 0 });
    expect(await signIn({ email, password }, origin())).toMatchObject({ kind: "signed-in", userId });
  });

  it("works once, also for twenty at one moment (V6.4.1)", async () => {
    const { token } = await invited();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => accept(token)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expectRefused(() => accept(token), noLonger);
  });

  it("that is sent again ends the one before, and one taken back ends too", async () => {
    const { userId, token } = await invited();
    const { link } = await inviteUser(business.admin, { userId });
    await expectRefused(() => accept(token), noLonger);
    const second = new URL(link).searchParams.get("token") ?? "";
    await takeBackInvitation(business.owner, { userId });
    await expectRefused(() => accept(second), noLonger);
    expect(await userOf(userId)).toMatchObject({ status: "invited", passwordHash: null });
  });

  it("refuses a weak password at its field, and still works afterwards", async () => {
    const { userId, token } = await invited();
    await expectRefused(() => accept(token, { password: "short" }), {
      code: "INVALID_INPUT",
      fields: { password: expect.stringContaining("at least 15") },
    });
    await accept(token);
    expect(await userOf(userId)).toMatchObject({ status: "active" });
  });

  it("of a link that nobody made is not found, and costs no hash", async () => {
    const before = passwordPool().compared;
    for (const token of ["", "unknown", "x".repeat(43)]) await expectRefused(() => accept(token), noLonger);
    expect(passwordPool().compared).toBe(before);
  });
});

describe("an address", () => {
  it("is free for every business until somebody proves it, then it is theirs", async () => {
    const other = await testBusiness();
    const here = await invited();
    const there = await invited(here.email, other);
    await accept(there.token);
    await expectRefused(() => accept(here.token), {
      code: "RULE_BROKEN",
      message: expect.stringContaining("already have an account"),
    });
    expect(await userOf(here.userId)).toMatchObject({ status: "invited" });
    expect(await signIn({ email: here.email, password }, origin())).toMatchObject({ userId: there.userId });
  });

  it("goes to one of two who accept at one moment", async () => {
    const other = await testBusiness();
    const here = await invited();
    const there = await invited(here.email, other);
    const results = await Promise.allSettled([accept(here.token), accept(there.token)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

it("an address is free again when somebody who never accepted is deactivated", async () => {
  const other = await testBusiness();
  const here = await invited();
  const there = await invited(here.email, other);
  await deactivateUser(business.owner, { userId: here.userId, reason: "Mistyped" });
  await accept(there.token);
  await reactivateUser(business.owner, { userId: here.userId });
  await deactivateUser(business.owner, { userId: here.userId, reason: "Mistyped" });
  expect(await signIn({ email: here.email, password }, origin())).toMatchObject({ userId: there.userId });
});

describe("a person who was deactivated", () => {
  it("comes back with the password they had, or is invited again when they had none", async () => {
    const [joined, waiting] = [await invited(), await invited()];
    await accept(joined.token);
    for (const { userId } of [joined, waiting]) {
      await deactivateUser(business.owner, { userId, reason: "Left" });
      await reactivateUser(business.owner, { userId });
    }
    expect(await userOf(joined.userId)).toMatchObject({ status: "active" });
    expect(await signIn({ email: joined.email, password }, origin())).toMatchObject({ kind: "signed-in" });
    expect(await userOf(waiting.userId)).toMatchObject({ status: "invited" });
    await expectRefused(() => accept(waiting.token), noLonger);
    await accept(await tokenFrom(business.accountId, waiting.userId));
  });
});
