import { randomBytes, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  changeTestPerson,
  type TestPerson,
  testPassword,
  testPerson,
} from "@/lib/auth/sign-in/test-person.ts";
import { readContent } from "@/lib/mail/mail-content.ts";
import { changePassword } from "@/lib/profile/change-password.ts";
import { finishSignIn } from "@/lib/second-factors/finish-sign-in.ts";
import { signInByPasskey, signInSubject } from "@/lib/second-factors/sign-in-by-passkey.ts";
import { actorOf, addApp, addKey, codeNow, portal, secondStepOf } from "@/lib/second-factors/test-factors.ts";
import { mailsTo } from "@/lib/testing/test-mails.ts";
import { passkeyRequestOptions } from "../auth/factors/passkey.ts";
import { signIn } from "./sign-in.ts";

const begin = new Date("2026-03-02T09:00:00Z");
const minute = 60_000;
const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36";
const newDevice = () => randomBytes(32).toString("base64url");
let network = 0;

const from = (device: string) => ({
  ip: `10.1.${network >> 8}.${network & 255}`,
  userAgent: chrome,
  requestId: randomUUID(),
  device,
});

let person: TestPerson;
beforeEach(async () => {
  network += 1;
  vi.useFakeTimers({ toFake: ["Date"], now: begin });
  person = await testPerson({ role: "analyst" });
});
afterEach(() => {
  vi.useRealTimers();
});

const enter = (device: string) => signIn({ email: person.email, password: testPassword }, from(device));
const guess = () => signIn({ email: person.email, password: "wrong" }, from(newDevice()));
const kinds = async () => (await mailsTo(person.accountId, person.userId)).map(({ kind }) => kind);

describe("a sign-in with another browser", () => {
  it("is told by mail once, and the first sign-in is not (V6.3.5)", async () => {
    const [laptop, phone] = [newDevice(), newDevice()];
    await enter(laptop);
    await enter(laptop);
    expect(await kinds()).toEqual([]);
    expect(await enter(phone)).toMatchObject({ kind: "signed-in" });
    await enter(phone);
    await enter(laptop);
    const [mail, ...others] = await mailsTo(person.accountId, person.userId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ kind: "new_sign_in", recipient: person.email });
    const { text } = mail ? readContent(mail) : { text: "" };
    expect(text).toContain(
      `Chrome on Linux, from the address ${from("").ip}, on March 2, 2026 at 09:00 UTC.`,
    );
    expect(text).toContain("/forgot-password");
  });

  it("is told of a browser without cookies, and of one that another person uses", async () => {
    const shared = newDevice();
    const other = await testPerson();
    await signIn({ email: other.email, password: testPassword }, from(shared));
    await enter(newDevice());
    await signIn({ email: person.email, password: testPassword }, { ...from(""), device: "" });
    await enter(shared);
    expect(await kinds()).toEqual(["new_sign_in", "new_sign_in"]);
    expect(await mailsTo(other.accountId, other.userId)).toEqual([]);
  });

  it("is told after the second factor, not after the password", async () => {
    const laptop = newDevice();
    await enter(laptop);
    const { secret } = await addApp(actorOf(person, "analyst"));
    vi.setSystemTime(begin.getTime() + minute);
    const step = await secondStepOf(person);
    expect(await kinds()).toEqual(["second_factor_added"]);
    await finishSignIn(step, { code: await codeNow(secret) }, from(newDevice()), portal);
    expect(await kinds()).toEqual(["new_sign_in", "second_factor_added"]);
  });

  it("is told after a change of the password, though the browser was used before it", async () => {
    const laptop = newDevice();
    await enter(laptop);
    const password = "plum-kettle-orbit-seven";
    vi.setSystemTime(begin.getTime() + minute);
    await changePassword(actorOf(person, "analyst"), { currentPassword: testPassword, password });
    vi.setSystemTime(begin.getTime() + 2 * minute);
    for (let time = 0; time < 2; time++) await signIn({ email: person.email, password }, from(laptop));
    expect(await kinds()).toEqual(["new_sign_in", "password_changed"]);
  });

  it("is told of a passkey too", async () => {
    await enter(newDevice());
    const passkey = await addKey(actorOf(person, "analyst"));
    const options = await passkeyRequestOptions(signInSubject, [], portal, new Date());
    await signInByPasskey(passkey.use(options, portal), from(newDevice()), portal);
    expect(await kinds()).toEqual(["new_sign_in", "second_factor_added"]);
  });
});

describe("failed sign-ins", () => {
  it("are told by mail when sign-in pauses, once for each pause (V6.3.5)", async () => {
    await Promise.all(Array.from({ length: 9 }, guess));
    expect(await kinds()).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, guess));
    expect(await kinds()).toEqual(["sign_in_paused"]);
    const [mail] = await mailsTo(person.accountId, person.userId);
    const { text } = mail ? readContent(mail) : { text: "" };
    expect(text).toContain("is paused until March 2, 2026 at 09:30 UTC.");
    expect(text).toContain(
      `Chrome on Linux, from the address ${from("").ip}, on March 2, 2026 at 09:00 UTC.`,
    );
    vi.setSystemTime(begin.getTime() + 31 * minute);
    await Promise.all(Array.from({ length: 10 }, guess));
    expect(await kinds()).toEqual(["sign_in_paused", "sign_in_paused"]);
  });

  it("are not told when the tenth password is right", async () => {
    await Promise.all(Array.from({ length: 9 }, guess));
    expect(await enter(newDevice())).toMatchObject({ kind: "signed-in" });
    expect(await kinds()).toEqual([]);
  });

  it("are told when the tenth is a wrong code", async () => {
    await addApp(actorOf(person, "analyst"));
    await Promise.all(Array.from({ length: 8 }, guess));
    const step = await secondStepOf(person);
    const wrong = finishSignIn(step, { code: "000000" }, from(newDevice()), portal);
    await expect(wrong).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await kinds()).toEqual(["wrong_codes", "second_factor_added"]);
    const [mail] = await mailsTo(person.accountId, person.userId);
    const { text } = mail ? readContent(mail) : { text: "" };
    expect(text).toContain("Someone entered your Alder Cards password");
    expect(text).toContain("change your password now");
  });

  it("are told to nobody who is deactivated", async () => {
    await changeTestPerson(person, { status: "deactivated" });
    await Promise.all(Array.from({ length: 10 }, guess));
    expect(await kinds()).toEqual([]);
  });
});
