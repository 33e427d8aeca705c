import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { checkSession } from "@/lib/auth/session/check-session.ts";
import { type TestPerson, testPassword, testPerson } from "@/lib/auth/sign-in/test-person.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { changePassword } from "./change-password.ts";
import { endOwnSession } from "./end-own-session.ts";
import { listOwnSessions } from "./queries.ts";

const password = "plum-kettle-orbit-seven";
const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";
const origin = () => ({ ip: "198.51.100.9", userAgent: chrome, requestId: randomUUID() });

let person: TestPerson;
let actor: Actor;
beforeEach(async () => {
  person = await testPerson({ role: "analyst" });
  const { userId: id, accountId, email } = person;
  actor = userActor({ id, accountId, email, role: "analyst" }, origin());
});

async function enter(chosen = testPassword): Promise<string> {
  const outcome = await signIn({ email: person.email, password: chosen }, origin());
  if (outcome.kind !== "signed-in") throw new Error(outcome.kind);
  return outcome.token;
}
const isOpen = async (token: string) => typeof (await checkSession(token, new Date())) === "object";

describe("one's own password", () => {
  it("changes after the current one; every session ends, and a mail says so (V6.2.2, V6.3.7, V7.4.3)", async () => {
    const token = await enter();
    await changePassword(actor, { currentPassword: testPassword, password });
    expect(await isOpen(token)).toBe(false);
    await enter(password);
    await expect(enter()).rejects.toThrow("refused");
    const [mail] = await mailsTo(person.accountId, person.userId);
    expect(mail).toMatchObject({ kind: "password_changed", recipient: person.email });
  });

  it("needs the current one, and ten wrong ones pause this but not signing in (V6.2.3)", async () => {
    const attempt = (currentPassword: string) => () => changePassword(actor, { currentPassword, password });
    for (let time = 0; time < 10; time++)
      await expect(attempt("wrong")()).rejects.toMatchObject({
        code: "INVALID_INPUT",
        fields: { currentPassword: "This is not your password." },
      });
    await expect(attempt(testPassword)()).rejects.toMatchObject({ code: "RULE_BROKEN" });
    await enter();
  });

  it("keeps to the rules for passwords", async () => {
    const weak = changePassword(actor, { currentPassword: testPassword, password: "short" });
    await expect(weak).rejects.toMatchObject({
      code: "INVALID_INPUT",
      fields: { password: expect.stringContaining("at least 15") },
    });
  });
});

describe("one's own sessions", () => {
  it("are listed with their device, and one can be ended (V7.5.2)", async () => {
    const [first, second] = [await enter(), await enter()];
    const sessions = await listOwnSessions(actor);
    expect(sessions).toMatchObject([
      { device: "Chrome on Linux", ip: "198.51.100.9" },
      { device: "Chrome on Linux", ip: "198.51.100.9" },
    ]);
    await endOwnSession(actor, { sessionId: sessions[1]?.id ?? 0 });
    expect([await isOpen(first), await isOpen(second)]).toEqual([false, true]);
    expect(await listOwnSessions(actor)).toHaveLength(1);
  });

  it("are nobody else's", async () => {
    const other = await testPerson();
    await signIn({ email: other.email, password: testPassword }, origin());
    const stranger = userActor(
      { id: other.userId, accountId: other.accountId, email: other.email, role: "owner" },
      origin(),
    );
    const [theirs] = await listOwnSessions(stranger);
    await expectRefused(() => endOwnSession(actor, { sessionId: theirs?.id ?? 0 }), { code: "NOT_FOUND" });
  });
});
