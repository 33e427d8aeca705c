import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { expectRefused } from "@/lib/testing/test-refusal.ts";
import { setTimeZone } from "./set-time-zone.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  [business, operator] = [await testBusiness(), await testOperator()];
});

const zoneOf = async ({ accountId, userId }: Actor) =>
  (await inAccount(accountId, (db) => db.user.findFirst({ where: { id: userId ?? 0 } })))?.timeZone;

describe("profile.set-time-zone", () => {
  it("is each person's own, kept and taken back, in the audit log", async () => {
    for (const actor of [business.owner, business.analyst, operator]) {
      await setTimeZone(actor, { timeZone: "Europe/Berlin" });
      expect(await zoneOf(actor)).toBe("Europe/Berlin");
    }
    expect(await zoneOf(business.admin)).toBeNull();
    await setTimeZone(business.owner, { timeZone: null });
    expect(await zoneOf(business.owner)).toBeNull();
    const newest = await inAccount(business.accountId, (db) =>
      db.auditLog.findFirst({ orderBy: { seq: "desc" } }),
    );
    expect(newest).toMatchObject({ action: "profile.set-time-zone", actorUserId: business.owner.userId });
    expect(JSON.parse(newest?.changes ?? "")).toEqual({ timeZone: ["Europe/Berlin", null] });
  });

  it.each(Intl.supportedValuesOf("timeZone"))("takes %s, which a browser offers", async (timeZone) => {
    expect(setTimeZone.input.safeParse({ timeZone }).success).toBe(true);
  });

  it.each(["", "Berlin", "Europe/Nowhere", "../etc", "x".repeat(100)])("refuses %j", async (timeZone) => {
    await expectRefused(() => setTimeZone(business.owner, { timeZone }), {
      code: "INVALID_INPUT",
      fields: { timeZone: expect.stringContaining("Choose a time zone") },
    });
  });
});
