import { dictionary } from "@zxcvbn-ts/language-common";
import { describe, expect, it } from "vitest";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { hashPassword } from "./password-hash.ts";
import { checkNewPassword, judgePassword } from "./password-rules.ts";

const owner = {
  words: ["Ada Lindgren", "ada.lindgren@larkfield.example", "Larkfield Studio"],
  hashesBefore: [],
  hasSecondFactor: false,
};
const check = (password: string, change: object = {}) => checkNewPassword(password, { ...owner, ...change });
const refusal = (words: RegExp) => ({
  code: "INVALID_INPUT" as const,
  fields: { password: expect.stringMatching(words) },
});

describe("a new password", () => {
  it.each([
    "correct horse battery staple",
    "plum-kettle-orbit-seven",
    "zusammen gehen wir weiter heute",
    `${"é".repeat(4)}trömmelwirbel-über-nacht`,
    `${"quiet lamp "}${"orbiting seven plums ".repeat(5)}`,
    "wheel tiger 🛞 🐅 lantern",
  ])("has no rules on its characters: %s (V6.2.5, V6.2.9)", async (password) => {
    await check(password);
  });

  it("has 15 characters, or 12 beside a second factor (V6.2.1)", async () => {
    const twelve = "mkq7 vr3p lz";
    await expectRefused(() => check(twelve), refusal(/at least 15 characters. You entered 12/));
    await check(twelve, { hasSecondFactor: true });
    await expectRefused(() => check("mkq7 vr3p l", { hasSecondFactor: true }), refusal(/at least 12/));
  });

  it("has at most 256 characters (V6.2.9)", async () => {
    await expectRefused(() => check("plum kettle orbit ".repeat(15)), refusal(/at most 256/));
  });

  it.each([
    "passwordpassword",
    "123456789012345",
    "qwertyuiopasdfghj",
    "aaaaaaaaaaaaaaaaaaaa",
    "abcdefghijklmnopqrstuvwxyz",
    "letmeinletmeinletmein",
  ])("is not common or easy to guess: %s (V6.2.4, V6.2.12)", async (password) => {
    await expectRefused(() => check(password), refusal(/Use a few unrelated words/));
  });

  it("is none of those that many people have or that leaked (V6.2.4, V6.2.12)", async () => {
    const long = dictionary["passwords-common"].filter((password) => password.length >= 12);
    expect(long.length).toBeGreaterThan(300);
    const taken: string[] = [];
    for (const password of long) {
      const { fault } = await judgePassword(password, [], { hasSecondFactor: true });
      if (fault === null) taken.push(password);
    }
    expect(taken).toEqual([]);
  });

  it.each([
    "Larkfield-Studio-2026!",
    "adalindgrenadalindgren",
    "Lindgren.Larkfield.1",
    "AlderCards2026!!!!",
    "ada.lindgren@larkfield.example",
  ])("is not mostly the name of the person, the business or the portal: %s (V6.2.11)", async (password) => {
    await expectRefused(() => check(password), refusal(/too close to your name/));
  });

  it("is none of those before (PCI DSS 8.3.7)", async () => {
    const before = await hashPassword("plum-kettle-orbit-seven");
    await expectRefused(
      () => check("plum-kettle-orbit-seven", { hashesBefore: [before] }),
      refusal(/used this password before/),
    );
    await check("plum-kettle-orbit-eight", { hashesBefore: [before] });
  });
});
