import { beforeEach, describe, expect, it } from "vitest";
import { inAccount } from "@/lib/db/transaction.ts";
import { setSetting } from "@/lib/settings/set-setting.ts";
import { type SettingName, settings } from "@/lib/settings/setting.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const rows = (name: string) =>
  inAccount(business.accountId, (db) => db.accountSetting.findMany({ where: { name } }), "included");
const set = (name: string, value: unknown, version?: number) =>
  setSetting(business.owner, { name: name as SettingName, value, ...(version !== undefined && { version }) });
const nested = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

const cases: Record<SettingName, { good: readonly unknown[]; bad: readonly unknown[] }> = {
  "session.idle-minutes": {
    good: [5, 10, 15],
    bad: [4, 16, 0, -5, 7.5, "10", null, true, [10], {}, Number.NaN],
  },
  "sign-in.allowed-addresses": {
    good: [
      [],
      ["203.0.113.0/24"],
      ["2001:db8::/32", "192.0.2.7/32"],
      Array.from({ length: 50 }, (_, octet) => `10.0.${octet}.0/24`),
    ],
    bad: [
      ["203.0.113.7"],
      ["203.0.113.0/33"],
      ["256.0.0.0/8"],
      ["2001:db8::/129"],
      ["example.com"],
      [""],
      [null],
      "203.0.113.0/24",
      null,
      Array.from({ length: 51 }, (_, octet) => `10.0.${octet}.0/24`),
    ],
  },
  "card.largest-limit": { good: [1, 2_147_483_647, null], bad: [0, -1, 1.5, 2 ** 31, "100", false, []] },
  "notifications.declines": { good: [true, false], bad: ["true", 1, 0, null, "", []] },
};
const list = (of: "good" | "bad") =>
  Object.entries(cases).flatMap(([name, values]) => values[of].map((value) => [name, value] as const));

describe("setting.set", () => {
  it("knows each setting by its rule, and what holds until it is set fits that rule", () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(settings).sort());
    for (const { value, standard } of Object.values(settings))
      expect(value.safeParse(standard).success).toBe(true);
  });

  it.each(list("good"))("sets %s to %j", async (name, value) => {
    await set(name, value);
    expect(await rows(name)).toMatchObject([{ name, value: { value }, version: 0 }]);
  });

  it.each(list("bad"))("refuses %s as %j, in words", async (name, value) => {
    const inWords = expect.stringMatching(/^(Enter|Choose) .*\.$/);
    await expectRefused(() => set(name, value), { code: "INVALID_INPUT", fields: { value: inWords } });
  });

  it.each([
    "",
    "session.idle-hours",
    "constructor",
    "__proto__",
    "toString",
    null,
    1,
    ["session.idle-minutes"],
  ])("refuses the unknown name %j", async (name) => {
    await expectRefused(() => set(name as string, 10), {
      code: "INVALID_INPUT",
      fields: { name: "There is no such setting." },
    });
  });

  it.each(Object.keys(cases))(
    "refuses for %s what is nested a hundred thousand deep, cyclic or missing",
    async (name) => {
      const cycle: unknown[] = [];
      cycle.push(cycle);
      for (const value of [nested(100_000), cycle, 10n, undefined, () => 10])
        for (const options of [{}, { idempotencyKey: "deep" }])
          await expectRefused(
            () => setSetting(business.owner, { name: name as SettingName, value }, options),
            {
              code: "INVALID_INPUT",
              fields: { value: expect.any(String) },
            },
          );
    },
  );

  it("keeps one row when set again, with what it was and became in the audit log", async () => {
    const first = await set("session.idle-minutes", 5);
    const second = await set("session.idle-minutes", 10, first.version);
    expect(await rows("session.idle-minutes")).toMatchObject([
      { value: { value: 10 }, version: second.version },
    ]);
    const audit = await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({ orderBy: { seq: "desc" } }),
    );
    expect(JSON.parse(audit?.changes ?? "")).toEqual({ value: [{ value: 5 }, { value: 10 }] });
    await expectRefused(() => set("session.idle-minutes", 15, first.version), { code: "STALE" });
  });

  it("writes nothing when it is set to what it is", async () => {
    await set("sign-in.allowed-addresses", ["203.0.113.0/24"]);
    const before = await inAccount(business.accountId, (db) => db.auditLog.count());
    await set("sign-in.allowed-addresses", ["203.0.113.0/24"]);
    expect(await inAccount(business.accountId, (db) => db.auditLog.count())).toBe(before);
  });

  it("leaves one row after twenty first settings at one moment, and a history of all that differ", async () => {
    const values = Array.from({ length: 20 }, (_, number) => 5 + (number % 11));
    await Promise.all(values.map((value) => set("session.idle-minutes", value)));
    const [row, ...others] = await rows("session.idle-minutes");
    expect(others).toEqual([]);
    const audit = await inAccount(business.accountId, (db) =>
      db.auditLog.findMany({ where: { action: "setting.set" }, orderBy: { seq: "asc" } }),
    );
    const history = audit.map((entry) => JSON.parse(entry.changes).value as [unknown, unknown]);
    for (const [step, [before]] of history.entries())
      expect(before).toEqual(step === 0 ? null : history[step - 1]?.[1]);
    expect(history.at(-1)?.[1]).toEqual(row?.value);
  });

  it("of one business says nothing about another", async () => {
    const other = await testBusiness();
    await set("notifications.declines", false);
    expect(await inAccount(other.accountId, (db) => db.accountSetting.count())).toBe(0);
    await setSetting(other.owner, { name: "notifications.declines", value: true });
    expect(await rows("notifications.declines")).toMatchObject([{ value: { value: false } }]);
  });

  it.each(["admin", "user", "analyst"] as const)("is not for the %s", async (role) => {
    await expectRefused(() => setSetting(business[role], { name: "notifications.declines", value: false }), {
      code: "FORBIDDEN",
    });
  });
});
