import { randomUUID } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import { hasPeople } from "@/lib/auth/first-run/has-people.ts";
import { makeSetupCode } from "@/lib/auth/first-run/setup-code.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { limits } from "@/lib/request-limits/limits.ts";
import { setupNotice } from "@/lib/server/setup-notice.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { setUpPortal, wasSetUpFor } from "./set-up-platform.ts";

const password = "plum-kettle-orbit-seven";
const origin = (ip = "192.0.2.1") => ({ ip, userAgent: "test", requestId: randomUUID() });
const typed = (change: object = {}) => ({
  code: makeSetupCode(new Date()),
  ...{ givenName: "Olga", familyName: "Hansen", email: "olga@platform.example", password },
  platformName: "Northwind Cards",
  ...change,
});
const countRows = () => acrossAccounts(async (db) => [await db.account.count(), await db.user.count()]);

// In order: the last of them sets the portal of this file up.
describe("set-up", () => {
  it("is announced with a link while nobody is here", async () => {
    const notice = await setupNotice(new Date());
    expect(notice).toMatch(/within 24 hours: http:\/\/localhost:\d+\/setup\?code=[0-9a-f-]{34}$/);
  });

  it("refuses a wrong code before it looks at anything else, and counts it by network", async () => {
    const wrong = typed({ code: "0000-0000", password: "short" });
    for (let time = 0; time < limits.setupCode.network; time++)
      await expectRefused(() => setUpPortal(wrong, origin()), {
        code: "INVALID_INPUT",
        fields: { code: expect.stringContaining("wrong or has expired") },
      });
    await expectRefused(() => setUpPortal(wrong, origin()), { code: "TOO_MANY" });
    await expectRefused(() => setUpPortal(wrong, origin("198.51.100.7")), { code: "INVALID_INPUT" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
    const late = typed();
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    await expectRefused(() => setUpPortal(late, origin("198.51.100.7")), { code: "INVALID_INPUT" });
    vi.useRealTimers();
    expect(await countRows()).toEqual([0, 0]);
  });

  it("refuses what is wrong at its field, and changes nothing", async () => {
    const cases = [
      [{ password: "short" }, "password", /at least 15/],
      [{ password: "northwind cards olga hansen" }, "password", /too close to your name/],
      [{ email: "olga" }, "email", /email address/],
      [{ platformName: " " }, "platformName", /cannot be empty/],
      [{ givenName: "" }, "givenName", /cannot be empty/],
    ] as const;
    for (const [change, field, words] of cases)
      await expectRefused(() => setUpPortal(typed(change), origin()), {
        code: "INVALID_INPUT",
        fields: { [field]: expect.stringMatching(words) },
      });
    expect(await hasPeople()).toBe(false);
    expect(await countRows()).toEqual([0, 0]);
  });

  it("is finished by exactly one of many at once, who can then sign in", async () => {
    const emails = ["a", "b", "c", "d"].map((name) => `${name}@platform.example`);
    const tries = emails.map((email) => setUpPortal(typed({ email }), origin()));
    const results = await Promise.allSettled(tries);
    const [winner, ...others] = emails.filter((_, index) => results[index]?.status === "fulfilled");
    expect(others).toEqual([]);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "RULE_BROKEN" });
    expect(await countRows()).toEqual([1, 1]);
    const signedIn = await signIn({ email: winner, password }, origin());
    expect(signedIn).toMatchObject({ kind: "signed-in" });
    expect(await wasSetUpFor(winner ?? "", typed().code)).toBe(true);
    expect(await wasSetUpFor(winner ?? "", "0000")).toBe(false);
    for (const email of emails)
      if (email !== winner) expect(await wasSetUpFor(email, typed().code)).toBe(false);
  });

  it("stands in the audit log, without the password", async () => {
    const rows = await acrossAccounts((db) => db.auditLog.findMany({ where: { action: "platform.set-up" } }));
    expect(new Set(rows.map(({ targetType }) => targetType))).toEqual(new Set(["Account", "User"]));
    expect(rows.map(({ actorLabel }) => actorLabel)).toEqual(rows.map(() => "setup"));
    expect(JSON.stringify(rows)).not.toContain("$2b$");
    const kept = await acrossAccounts((db) => db.passwordHistory.count());
    expect(kept).toBe(1);
  });

  it("is over for good", async () => {
    expect(await setupNotice(new Date())).toBeUndefined();
    await expectRefused(() => setUpPortal(typed(), origin()), { code: "RULE_BROKEN" });
    await expectRefused(() => setUpPortal(typed({ code: "0" }), origin()), { code: "RULE_BROKEN" });
    expect(await countRows()).toEqual([1, 1]);
  });
});
