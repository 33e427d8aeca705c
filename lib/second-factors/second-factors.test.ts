import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { setSecondFactorPolicy } from "@/lib/accounts/set-second-factor-policy.ts";
import { passkeyRequestOptions } from "@/lib/auth/factors/passkey.ts";
import { hashToken } from "@/lib/auth/session/check-session.ts";
import { type TestPerson, testPassword, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { requestPasswordReset } from "@/lib/password-reset/request-password-reset.ts";
import { resetPassword } from "@/lib/password-reset/reset-password.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { mailsTo, tokenFrom } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { inviteUser } from "@/lib/users/invitation/invite-user.ts";
import { deactivateUser } from "@/lib/users/leaving/deactivate-user.ts";
import { reactivateUser } from "@/lib/users/leaving/reactivate-user.ts";
import { removeUser } from "@/lib/users/leaving/remove-user.ts";
import { restoreUser } from "@/lib/users/leaving/restore-user.ts";
import { confirmAuthenticator, startAuthenticator } from "./add-authenticator.ts";
import { addPasskey, newPasskeyOptions } from "./add-passkey.ts";
import { confirmIdentity, sessionSubject } from "./confirm-identity.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { readOwnFactors, readStartedAuthenticator } from "./queries.ts";
import { renewRecoveryCodes } from "./recovery-codes.ts";
import { removeSecondFactor, resetSecondFactors } from "./remove-second-factor.ts";
import {
  actorOf,
  addApp,
  addKey,
  atPortal,
  codeNow,
  enterPassword,
  isOpen,
  portal,
  request,
  secondStepOf,
} from "./test-factors.ts";

let person: TestPerson;
beforeEach(async () => {
  person = await testPerson();
});

const kindOf = async () => (await enterPassword(person)).kind;
const stale = () => ({ id: 1, authenticatedAt: new Date(Date.now() - 5 * 60_000) });
const confirmFirst = { code: "CONFIRM_IDENTITY" };

async function sessionOf(chosen = person) {
  const outcome = await enterPassword(chosen);
  if (outcome.kind !== "signed-in") throw new Error(outcome.kind);
  const session = await inAccount(chosen.accountId, (db) =>
    db.session.findFirst({ where: { tokenHash: hashToken(outcome.token) } }),
  );
  return { token: outcome.token, session: { id: session?.id ?? 0, authenticatedAt: new Date() } };
}

describe("adding a second factor", () => {
  it("asks for it at the next sign-in, ends other sessions, and tells the person (V6.3.7, V7.4.3)", async () => {
    const [here, elsewhere] = [await sessionOf(), await sessionOf()];
    await addApp(actorOf(person, "owner", here.session));
    expect([await isOpen(here.token), await isOpen(elsewhere.token)]).toEqual([true, false]);
    expect(await kindOf()).toBe("second-step");
    const [mail] = await mailsTo(person.accountId, person.userId);
    expect(mail).toMatchObject({ kind: "second_factor_added", recipient: person.email });
  });

  it("counts only once its first code was right", async () => {
    await startAuthenticator(actorOf(person), {});
    await expectRefused(() => confirmAuthenticator(actorOf(person), { code: "000000" }), {
      code: "INVALID_INPUT",
      fields: { code: expect.any(String) },
    });
    expect(await kindOf()).toBe("signed-in");
    expect(await readOwnFactors(actorOf(person))).toEqual({ factors: [], recoveryCodesLeft: 0 });
  });

  it("makes ten recovery codes of 24 random letters each, all others than anybody's before (V6.5.3, V6.5.4)", async () => {
    const { secret, recoveryCodes } = await addApp(actorOf(person));
    const other = await addApp(actorOf(await testPerson()));
    // 32 letters to choose from: 120 bits.
    for (const code of recoveryCodes)
      expect(code).toMatch(/^([0-9a-hj-km-np-tv-z]{4}-){5}[0-9a-hj-km-np-tv-z]{4}$/);
    expect(new Set([...recoveryCodes, ...other.recoveryCodes]).size).toBe(20);
    expect(other.secret).not.toBe(secret);
  });

  it("shows its secret of 160 bits only in the session that began it, so that nobody reads it along (V6.5.3)", async () => {
    const [mine, other] = [await sessionOf(), await sessionOf()];
    await startAuthenticator(actorOf(person, "owner", mine.session), {});
    const { secret = "" } = (await readStartedAuthenticator(actorOf(person, "owner", mine.session))) ?? {};
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const stranger = actorOf(person, "owner", other.session);
    expect(await readStartedAuthenticator(stranger)).toBeNull();
    const code = await codeNow(secret);
    await expectRefused(() => confirmAuthenticator(stranger, { code }), { code: "NOT_FOUND" });
  });

  it("replaces an earlier app, and gives recovery codes with the first factor only", async () => {
    const first = await addApp(actorOf(person));
    const second = await addApp(actorOf(person));
    expect([first.recoveryCodes.length, second.recoveryCodes.length]).toEqual([10, 0]);
    const { factors } = await readOwnFactors(actorOf(person));
    expect(factors.map(({ kind }) => kind)).toEqual(["totp"]);
    const step = await secondStepOf(person);
    await expect(
      finishSignIn(step, { code: await codeNow(first.secret) }, request(), portal),
    ).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("takes a passkey that the portal asked this person for, once", async () => {
    const actor = actorOf(person);
    const passkey = await addKey(actor);
    const again = passkey.make(await newPasskeyOptions(actor, atPortal), portal);
    await expectRefused(() => addPasskey(actor, { passkey: again }, atPortal), { code: "DUPLICATE" });
    const other = actorOf(await testPerson());
    const foreign = passkey.make(await newPasskeyOptions(other, atPortal), portal);
    await expectRefused(() => addPasskey(actor, { passkey: foreign }, atPortal), { code: "INVALID_INPUT" });
    expect(await newPasskeyOptions(actor, atPortal)).toMatchObject({
      excludeCredentials: [{ id: passkey.id.toString("base64url") }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
    });
  });

  it("is asked for after a password reset too, which lets nobody in by itself (V6.4.3)", async () => {
    await addApp(actorOf(person));
    await (await requestPasswordReset(person.email, request()))();
    const token = await tokenFrom(person.accountId, person.userId);
    // Twelve characters are enough beside a second factor (V6.2.1).
    await resetPassword({ token, password: "mkq7 vr3p lz" }, request());
    expect(await kindOf()).toBe("refused");
    const again = await signIn({ email: person.email, password: "mkq7 vr3p lz" }, request());
    expect(again.kind).toBe("second-step");
  });
});

describe("removing a second factor", () => {
  it("ends the person's other sessions, and tells them (V6.5.6)", async () => {
    const here = await sessionOf();
    const actor = actorOf(person, "owner", here.session);
    await addApp(actor);
    await addKey(actor);
    const { factors } = await readOwnFactors(actor);
    const passkey = factors.find(({ kind }) => kind === "passkey");
    await removeSecondFactor(actor, { factorId: passkey?.id ?? 0 });
    expect(await isOpen(here.token)).toBe(true);
    const [mail] = await mailsTo(person.accountId, person.userId);
    expect(mail).toMatchObject({ kind: "second_factor_removed" });
  });

  it("is refused for the last one where the business asks for one", async () => {
    await addApp(actorOf(person));
    const { factors } = await readOwnFactors(actorOf(person));
    const factorId = factors[0]?.id ?? 0;
    await expectRefused(() => removeSecondFactor(actorOf(person), { factorId }), { code: "RULE_BROKEN" });
    const { version } = (await inAccount(person.accountId, (db) => db.account.findFirst())) ?? { version: 0 };
    await setSecondFactorPolicy(actorOf(person), { secondFactorFor: "nobody", version });
    await removeSecondFactor(actorOf(person), { factorId });
    expect(await kindOf()).toBe("signed-in");
    expect(await readOwnFactors(actorOf(person))).toEqual({ factors: [], recoveryCodesLeft: 0 });
  });

  it("is possible for somebody else only by those who manage them, and by operators (V6.4.4)", async () => {
    const business = await testBusiness();
    const admin = business.admin;
    await addApp(admin);
    const userId = admin.userId ?? 0;
    await expectRefused(() => resetSecondFactors(admin, { userId }), { code: "FORBIDDEN" });
    const operator = { ...(await testOperator()), accountId: business.accountId };
    await resetSecondFactors(operator, { userId });
    expect(await readOwnFactors(admin)).toEqual({ factors: [], recoveryCodesLeft: 0 });
    await addApp(admin);
    await resetSecondFactors(business.owner, { userId });
    const [mail] = await mailsTo(business.accountId, userId);
    expect(mail).toMatchObject({ kind: "second_factor_removed" });
    await expectRefused(() => resetSecondFactors(business.owner, { userId }), { code: "RULE_BROKEN" });
  });
});

it("somebody removed and restored has none of their factors left", async () => {
  const business = await testBusiness();
  const admin = business.admin;
  await addKey(admin);
  const userId = admin.userId ?? 0;
  const versionNow = async () =>
    (await inAccount(business.accountId, (db) => db.user.findFirst({ where: { id: userId } })))?.version ?? 0;
  await deactivateUser(business.owner, { userId, reason: "Left", version: await versionNow() });
  await removeUser(business.owner, { userId, version: await versionNow() });
  await restoreUser(business.owner, { userId });
  expect(await readOwnFactors(admin)).toEqual({ factors: [], recoveryCodesLeft: 0 });
});

describe("what needs a recent proof (V7.5.1, V7.5.3, V8.2.4)", () => {
  it("is refused five minutes after the last one, and changes nothing", async () => {
    const business = await testBusiness();
    const owner = { ...business.owner, session: stale() };
    const userId = business.user.userId ?? 0;
    const admin = { givenName: "Ada", email: `${randomUUID()}@rich.example`, role: "admin" } as const;
    const waiting = await createUser(business.owner, admin);
    const gone = business.admin.userId ?? 0;
    await deactivateUser(business.owner, { userId: gone, reason: "Left", version: 0 });
    const calls = [
      () => startAuthenticator(owner, {}),
      () => confirmAuthenticator(owner, { code: "000000" }),
      () => newPasskeyOptions(owner, atPortal),
      () => removeSecondFactor(owner, { factorId: 1 }),
      () => renewRecoveryCodes(owner, {}),
      () => resetSecondFactors(owner, { userId }),
      () => changeUser(owner, { userId, role: "admin", version: 0 }),
      () => createUser(owner, { givenName: "Max", email: "max@rich.example", role: "owner" }),
      () => setSecondFactorPolicy(owner, { secondFactorFor: "everyone", version: 0 }),
      () => inviteUser(owner, { userId: waiting.userId }),
      () => changeUser(owner, { userId: waiting.userId, email: "mine@rich.example", version: 0 }),
      () => reactivateUser(owner, { userId: gone, version: 1 }),
    ];
    for (const call of calls) await expectRefused(call, confirmFirst);
    const withoutSession = { ...owner, session: null };
    await expectRefused(() => startAuthenticator(withoutSession, {}), confirmFirst);
  });

  it("is given by the password, where there is no second factor, and renews the session (V7.2.4)", async () => {
    const { token, session } = await sessionOf();
    const actor = actorOf(person, "owner", session);
    const wrong = confirmIdentity(actor, { password: "wrong" }, atPortal);
    await expect(wrong).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    const renewed = await confirmIdentity(actor, { password: testPassword }, atPortal);
    expect([await isOpen(token), await isOpen(renewed.token)]).toEqual([false, true]);
  });

  it("is given by a code or a passkey, where there is one, and not by the password (V6.3.4)", async () => {
    const { session } = await sessionOf();
    const actor = actorOf(person, "owner", session);
    const { recoveryCodes } = await addApp(actor);
    const passkey = await addKey(actor);
    const byPassword = confirmIdentity(actor, { password: testPassword }, atPortal);
    await expect(byPassword).rejects.toMatchObject({ fields: { code: expect.any(String) } });
    await confirmIdentity(actor, { code: recoveryCodes[0] }, atPortal);
    const options = await passkeyRequestOptions(sessionSubject(actor), [], portal, new Date());
    await confirmIdentity(actor, { passkey: passkey.use(options, portal) }, atPortal);
  });

  it("is refused after ten wrong codes in a row, and signing in is not", async () => {
    const { session } = await sessionOf();
    const actor = actorOf(person, "owner", session);
    const { recoveryCodes } = await addApp(actor);
    for (let time = 0; time < 10; time++)
      await expect(confirmIdentity(actor, { code: "000000" }, atPortal)).rejects.toMatchObject({
        code: "INVALID_INPUT",
      });
    const right = confirmIdentity(actor, { code: recoveryCodes[0] }, atPortal);
    await expect(right).rejects.toMatchObject({ code: "RULE_BROKEN" });
    expect(await kindOf()).toBe("second-step");
  });
});
