import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import { readDashboard } from "@/lib/dashboard/queries.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { testRows } from "@/lib/testing/test-rows.ts";
import { createUser } from "@/lib/users/create-user.ts";

const changeMemo = command({
  name: "card.freeze",
  input: z.strictObject({ cardId: z.int(), memo: z.string() }),
  async run({ db, input: { cardId, memo } }) {
    await db.update("Card", await db.findForUpdate("Card", cardId), { memo });
    return {};
  },
});

const recordPayments = command({
  name: "transaction.record",
  input: z.strictObject({ payments: z.int() }),
  async run({ db, actor, input }) {
    for (let payment = 1; payment <= input.payments; payment++)
      db.note("Account", actor.accountId, { payment });
    return {};
  },
});

let operator: Actor;
let business: TestBusiness;
beforeAll(async () => {
  operator = await testOperator();
  business = await testBusiness();
  await testRows(business);
  await createUser(business.owner, {
    givenName: "Nadia",
    familyName: "New",
    email: `new@${business.accountId}.example`,
    role: "user",
  });
  await changeMemo(business.user, { cardId: business.cardId, memo: "Tea" });
});

describe("the dashboard", () => {
  it("shows an owner the money, the cards by state and the latest changes, as plain values", async () => {
    const dashboard = await readDashboard(business.owner);
    expect(JSON.parse(JSON.stringify(dashboard))).toEqual(dashboard);
    expect(dashboard).toMatchObject({ currency: "USD", balance: 0, balanceAsOf: null, platform: null });
    expect(dashboard.cardsByStatus.map(({ status }) => status)).toEqual([
      "pending",
      "active",
      "frozen",
      "inactive",
      "other",
    ]);
    expect(dashboard.latestChanges).toHaveLength(10);
    expect(dashboard.latestChanges[0]).toMatchObject({
      action: "card.freeze",
      actorName: expect.stringMatching(/^user of /),
    });
    expect(dashboard.latestChanges[1]).toMatchObject({ action: "user.create", targetType: "User" });
  });

  it("shows an analyst the same without any person", async () => {
    const dashboard = await readDashboard(business.analyst);
    expect(dashboard).toMatchObject({ balance: 0, platform: null });
    expect(dashboard.latestChanges[0]).toMatchObject({
      action: "card.freeze",
      actorName: null,
      actorRole: "user",
    });
    expect(new Set(dashboard.latestChanges.map(({ targetType }) => targetType))).not.toContain("User");
    expect(JSON.stringify(dashboard.latestChanges)).not.toMatch(/Nadia|@|user of/);
  });

  it("shows the latest changes below however many payments", async () => {
    const before = (await readDashboard(business.owner)).latestChanges;
    await recordPayments(business.system, { payments: 6_000 });
    expect((await readDashboard(business.owner)).latestChanges).toEqual(before);
    expect((await readDashboard(business.analyst)).latestChanges).not.toEqual([]);
  });

  it("shows a cardholder the own cards and nothing of the money", async () => {
    const dashboard = await readDashboard(business.user);
    expect(dashboard).toMatchObject({ balance: null, platform: null });
    expect(new Set(dashboard.latestChanges.map(({ targetType }) => targetType))).toEqual(new Set(["Card"]));
    const cardless = { ...business.user, userId: business.admin.userId } as Actor;
    expect((await readDashboard(cardless)).latestChanges).toEqual([]);
  });

  it("shows an operator the platform", async () => {
    const { platform } = await readDashboard(operator);
    expect(platform).toEqual({
      accountsByStatus: [{ status: "active", count: 1 }],
      operationsWaiting: expect.any(Number),
      operationsWaitingIsCapped: false,
      oldestWaitingSince: expect.stringMatching(/Z$/),
    });
    expect(platform?.operationsWaiting).toBeGreaterThan(0);
  });
});
