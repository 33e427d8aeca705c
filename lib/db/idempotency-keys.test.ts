import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createAccount } from "@/lib/accounts/create-account.ts";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { suspendAccount } from "@/lib/accounts/suspend-account.ts";
import { type Actor, actingIn } from "@/lib/auth/actor.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { allRows, expectRefused } from "@/lib/testing/test-refusal.ts";
import { createUser } from "@/lib/users/create-user.ts";
import { inAccount } from "./transaction.ts";

let business: TestBusiness;
let other: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  other = await testBusiness();
  operator = await testOperator();
});

type ProfileInput = Parameters<typeof createSpendingProfile>[1];

const limit = fc.integer({ min: 1, max: 1_000 });
const profileInput: fc.Arbitrary<Omit<ProfileInput, "name">> = fc.record(
  {
    description: fc.constantFrom("For trips", "Für Reisen", null),
    perTransactionLimit: limit,
    monthlyLimit: limit.map((amount) => amount + 1_000),
    allowedCategories: fc.subarray(["5411", "5812", "7011"]),
    blockedCategories: fc.subarray(["7995", "6051"]),
  },
  { requiredKeys: [] },
);
const reversed = <T extends object>(input: T) => Object.fromEntries(Object.entries(input).reverse()) as T;
const key = () => randomUUID();

const profilesNamed = (accountId: number, name: string) =>
  inAccount(accountId, (db) => db.spendingProfile.count({ where: { name } }));
const doneRows = (accountId: number) =>
  inAccount(accountId, (db) => db.auditLog.count({ where: { outcome: "done" } }));

describe("an idempotency key", () => {
  it("gives the same answer for the same input in any order of fields, and acts once", async () => {
    await fc.assert(
      fc.asyncProperty(profileInput, async (fields) => {
        const input = { name: randomUUID(), draft: true, ...fields };
        const idempotencyKey = key();
        const before = await doneRows(business.accountId);
        const first = await createSpendingProfile(business.owner, input, { idempotencyKey });
        const after = await doneRows(business.accountId);
        expect(after).toBe(before + 1);
        for (const again of [input, reversed(input), { ...input, name: ` ${input.name} ` }])
          expect(await createSpendingProfile(business.owner, again, { idempotencyKey })).toEqual(first);
        expect(await profilesNamed(business.accountId, input.name)).toBe(1);
        expect(await doneRows(business.accountId)).toBe(after);
      }),
      { numRuns: 30 },
    );
  });

  it("is refused for any other input, and nothing changes", async () => {
    await fc.assert(
      fc.asyncProperty(profileInput, profileInput, async (fields, others) => {
        const name = randomUUID();
        const idempotencyKey = key();
        await createSpendingProfile(business.owner, { name, ...fields }, { idempotencyKey });
        const different = { name, ...others, yearlyLimit: 5_000 };
        await expectRefused(() => createSpendingProfile(business.owner, different, { idempotencyKey }), {
          code: "KEY_REUSED",
        });
      }),
      { numRuns: 10 },
    );
  });

  it("is refused for another command with the same input", async () => {
    const idempotencyKey = key();
    const input = { businessName: "Acme" };
    await renameAccount(business.owner, input, { idempotencyKey });
    const person = { givenName: "Acme", email: "acme@demo.example", role: "user" } as const;
    await expectRefused(() => createUser(business.owner, person, { idempotencyKey }), { code: "KEY_REUSED" });
  });

  it("of one person says nothing about another's", async () => {
    const idempotencyKey = key();
    const byOwner = await createSpendingProfile(business.owner, { name: "By the owner" }, { idempotencyKey });
    const byAdmin = await createSpendingProfile(business.admin, { name: "By the admin" }, { idempotencyKey });
    const bySystem = await createSpendingProfile(
      business.system,
      { name: "By the system" },
      { idempotencyKey },
    );
    expect(new Set([byOwner, byAdmin, bySystem].map((answer) => answer.spendingProfileId)).size).toBe(3);
    await expectRefused(
      () => createSpendingProfile(business.admin, { name: "By the owner" }, { idempotencyKey }),
      { code: "KEY_REUSED" },
    );
  });

  it("in one account says nothing about another", async () => {
    const idempotencyKey = key();
    const input = { name: "Same in both" };
    await createSpendingProfile(business.owner, input, { idempotencyKey });
    await createSpendingProfile(other.owner, input, { idempotencyKey });
    expect(await profilesNamed(business.accountId, input.name)).toBe(1);
    expect(await profilesNamed(other.accountId, input.name)).toBe(1);
  });

  it("of an operator holds in one business only", async () => {
    const idempotencyKey = key();
    const input = { businessName: "Renamed by the platform" };
    const answers = [];
    for (const { accountId } of [business, other])
      answers.push(await renameAccount(actingIn(operator, accountId), input, { idempotencyKey }));
    expect(answers.map((answer) => answer.accountId)).toEqual([business.accountId, other.accountId]);
  });

  it("acts once for fifty calls at one moment, and answers all the same", async () => {
    const idempotencyKey = key();
    const input = { name: "Asked for fifty times", draft: true };
    const before = await doneRows(business.accountId);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => createSpendingProfile(business.owner, input, { idempotencyKey })),
    );
    expect(new Set(answers.map((answer) => answer.spendingProfileId)).size).toBe(1);
    expect(await profilesNamed(business.accountId, input.name)).toBe(1);
    expect(await doneRows(business.accountId)).toBe(before + 1);
  });

  it("acts once for twenty new businesses at one moment", async () => {
    const idempotencyKey = key();
    const input = { businessName: "Twenty", ownerGivenName: "Ann", ownerEmail: "ann@twenty.example" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => createAccount(operator, input, { idempotencyKey })),
    );
    expect(new Set(answers.map((answer) => answer.accountId)).size).toBe(1);
  });

  it("lets one of fifty different inputs win at one moment, and refuses the others", async () => {
    const idempotencyKey = key();
    const calls = Array.from({ length: 50 }, (_, number) =>
      createSpendingProfile(business.owner, { name: `Number ${number}` }, { idempotencyKey }),
    );
    const results = await Promise.allSettled(calls);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "KEY_REUSED" });
    expect(
      await inAccount(business.accountId, (db) =>
        db.spendingProfile.count({ where: { name: { startsWith: "Number " } } }),
      ),
    ).toBe(1);
  });

  it("is not burnt by a call that fails", async () => {
    const idempotencyKey = key();
    const call = (name: string) => createSpendingProfile(business.owner, { name }, { idempotencyKey });
    await expectRefused(() => call(" "), { code: "INVALID_INPUT" });
    await expectRefused(() => call("Travel"), { code: "DUPLICATE" });
    await expectRefused(() => createSpendingProfile(business.analyst, { name: "Mine" }, { idempotencyKey }), {
      code: "FORBIDDEN",
    });
    expect(await call("Not burnt")).toEqual({ spendingProfileId: expect.any(Number) });
  });

  it("does not outlive a permission", async () => {
    const idempotencyKey = key();
    await createSpendingProfile(business.admin, { name: "Before" }, { idempotencyKey });
    const demoted = { ...business.admin, role: "analyst" } as Actor;
    await expectRefused(() => createSpendingProfile(demoted, { name: "Before" }, { idempotencyKey }), {
      code: "FORBIDDEN",
    });
  });

  it("in a business that does not exist finds nothing", async () => {
    await expectRefused(
      () => suspendAccount(actingIn(operator, 987_654), { reason: "Nobody home" }, { idempotencyKey: key() }),
      {
        code: "NOT_FOUND",
      },
    );
  });

  it.each([
    ["no characters", ""],
    ["201 characters", "k".repeat(201)],
    ["a zero byte", "a\0b"],
    ["a line break", "a\n"],
    ["half a character", "\ud800"],
    ["letters beyond ASCII", "schlüssel"],
  ])("of %s is refused", async (_, idempotencyKey) => {
    await expectRefused(() => createSpendingProfile(business.owner, { name: "Never" }, { idempotencyKey }), {
      code: "INVALID_INPUT",
    });
  });

  it.each(["k", " ", "k".repeat(200), "'; DROP TABLE idempotency_keys; --"])(
    "of %j is as good as any",
    async (idempotencyKey) => {
      const input = { name: randomUUID() };
      const first = await createSpendingProfile(business.owner, input, { idempotencyKey });
      const before = await allRows();
      expect(await createSpendingProfile(business.owner, input, { idempotencyKey })).toEqual(first);
      expect(await allRows()).toEqual(before);
    },
  );
});
