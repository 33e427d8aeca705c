import { beforeEach, expect, it } from "vitest";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { actorAt } from "@/lib/auth/operator-access.ts";
import { readCard } from "@/lib/cards/queries.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { readDashboard } from "@/lib/dashboard/queries.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { listUsers, readUser } from "@/lib/users/queries.ts";
import { writeRepeatedRefusals } from "./note-refusal.ts";
import { requirePermission } from "./read.ts";

let business: TestBusiness;
beforeEach(async () => {
  business = await testBusiness();
});

const refusals = async ({ homeAccountId: accountId }: { homeAccountId: number } = business.owner) =>
  (
    await inAccount(accountId, (db) =>
      db.auditLog.findMany({ where: { outcome: "refused" }, orderBy: { seq: "asc" } }),
    )
  ).map((row) => [row.action, row.targetType, Number(row.targetId), row.reason, row.changes]);

const missing = "There is no such row for this person";
const fails = (call: Promise<unknown>, code: string) => expect(call).rejects.toMatchObject({ code });

it("a refusal names the row that was tried, in commands and in reads (G25)", async () => {
  const { cardId, analyst, owner, accountId } = business;
  const userId = owner.userId as number;
  await fails(freezeCard(analyst, { cardId, reason: "Lost" }), "FORBIDDEN");
  await fails(renameAccount(business.admin, { businessName: "Mine" }), "FORBIDDEN");
  await fails(readUser(analyst, userId), "FORBIDDEN");
  expect(await refusals()).toEqual([
    ["card.freeze", "Card", cardId, null, "{}"],
    ["account.rename", "Account", accountId, null, "{}"],
    ["user.see", "User", analyst.userId, null, "{}"],
  ]);
});

it("tries at foreign and missing rows leave a row, at home only (G25)", async () => {
  const other = await testBusiness();
  const { owner, user } = business;
  await fails(freezeCard(owner, { cardId: other.cardId, reason: "Lost" }), "NOT_FOUND");
  await fails(readCard(owner, other.cardId), "NOT_FOUND");
  await fails(readCard(owner, 2_000_000_000), "NOT_FOUND");
  await fails(readUser(user, owner.userId as number), "NOT_FOUND");
  expect(await refusals()).toEqual([
    ["card.freeze", "Card", other.cardId, missing, "{}"],
    ["card.see", "Card", other.cardId, missing, "{}"],
    ["card.see", "Card", 2_000_000_000, missing, "{}"],
    ["user.see", "User", owner.userId, missing, "{}"],
  ]);
  expect(await refusals(other.owner)).toEqual([]);
});

it("an operator who tries a row that is nowhere leaves a row (G25)", async () => {
  const operator = await testOperator();
  await fails(actorAt(operator, "Card", 2_000_000_001), "NOT_FOUND");
  expect((await refusals(operator)).at(-1)).toEqual(["card.see", "Card", 2_000_000_001, missing, "{}"]);
});

it("what is refused again and again is one row with its count, and no change on the dashboard (G25)", async () => {
  const { cardId, analyst, owner } = business;
  for (let time = 0; time < 50; time++)
    await fails(freezeCard(analyst, { cardId, reason: "Lost" }), "FORBIDDEN");
  expect(await refusals()).toEqual([["card.freeze", "Card", cardId, null, "{}"]]);
  await writeRepeatedRefusals();
  expect((await refusals()).at(-1)).toEqual(["card.freeze", "Card", cardId, null, '{"times":[null,49]}']);
  expect(await refusals()).toHaveLength(2);
  expect((await readDashboard(owner)).latestChanges.filter(({ outcome }) => outcome === "refused")).toEqual(
    [],
  );
});

it("tries at many rows leave few rows (G25)", async () => {
  for (let id = 0; id < 60; id++) await fails(readCard(business.owner, 1_900_000_000 + id), "NOT_FOUND");
  expect((await refusals()).length).toBeLessThanOrEqual(21);
  await writeRepeatedRefusals();
  expect((await refusals()).at(-1)?.at(-1)).toBe('{"times":[null,39]}');
});

it("a page that is not for a role leaves a row too (G25)", async () => {
  await fails(requirePermission(business.analyst, "user.create"), "FORBIDDEN");
  expect((await refusals()).map(([action]) => action)).toEqual(["user.create"]);
});

it("a list that is not for a role leaves a row too (G25)", async () => {
  const query = { page: {}, filters: {}, sort: { by: "name", direction: "asc" }, pageSize: 25 } as never;
  await fails(listUsers(business.analyst, query), "FORBIDDEN");
  expect((await refusals()).map(([action]) => action)).toEqual(["user.see"]);
});
