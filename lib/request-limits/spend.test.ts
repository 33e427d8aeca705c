import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { bulkJobResult } from "@/lib/bulk-jobs/bulk-job-result.ts";
import { checkBulkJob } from "@/lib/bulk-jobs/start/check-bulk-job.ts";
import { checkCardCsv } from "@/lib/cards/csv/check-card-csv.ts";
import { issueCard } from "@/lib/cards/issue/issue-card.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { exportCards } from "@/lib/cards/list/export-cards.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { freezeCard } from "@/lib/cards/state/freeze-card.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { problem } from "@/lib/http/route-handler.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import { writeRepeatedRefusals } from "@/lib/note-refusal.ts";
import { type TestBusiness, testBusiness } from "@/lib/testing/test-database.ts";
import { inviteUser } from "@/lib/users/invitation/invite-user.ts";
import { usersWhoCanHoldCards } from "@/lib/users/queries.ts";
import { type LimitName, limits } from "./limits.ts";
import { limitPeople, spend } from "./spend.ts";

beforeAll(limitPeople);

let business: TestBusiness;
let number = 0;
beforeEach(async () => {
  business = await testBusiness();
  number += 1;
});

const from = (actor: Actor, ip = `203.0.113.${number}`): Actor => ({ ...actor, ip });

const tooMany = { code: "TOO_MANY", retryAfterSeconds: expect.any(Number) };

async function use(actor: Actor, name: LimitName, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await spend(actor, name);
}

const search = parseListQuery(cardListRules, new URLSearchParams({ search: "coffee" }));
const file = new TextEncoder().encode("Holder email\n");
const dear: readonly [
  string,
  Exclude<LimitName, "failedSignIn" | "linkUse" | "setupCode" | "passwordStrength" | "wrongApiKey">,
  (actor: Actor) => Promise<unknown>,
][] = [
  ["an export", "export", (actor) => exportCards(actor, { list: "", columns: ["memo"] })],
  ["a result file", "export", (actor) => bulkJobResult(actor, 1_000_000)],
  ["a search", "search", (actor) => listCards(actor, search)],
  ["a search for holders", "search", (actor) => usersWhoCanHoldCards(actor, "ada")],
  ["a file check", "check", (actor) => checkCardCsv(actor, file)],
  ["a choice check", "check", (actor) => checkBulkJob(actor, { cards: { query: "" } })],
  ["an invitation", "invite", (actor) => inviteUser(actor, { userId: 1 })],
  ["issuing", "issue", (actor) => issueCard(actor, { userId: 1, cardType: "debit", form: "virtual" })],
];

it.each(dear)("%s has a limit for each person, and says when to come back (G24)", async (_, name, call) => {
  const owner = from(business.owner);
  await use(owner, name, limits[name].person);
  const refusal = await call(owner).catch((error: unknown) => error);
  expect(refusal).toMatchObject(tooMany);
  const answer = problem(refusal);
  expect([answer.status, Number(answer.headers.get("retry-after")) > 0]).toEqual([429, true]);
  await spend(from(business.admin), name);
});

it("a business has a limit, whoever of it comes, and another business has its own (G24)", async () => {
  const { business: most, person } = limits.check;
  const people = Array.from({ length: most / person }, (_, at) => ({ ...from(business.owner), userId: -at }));
  for (const one of people) await use(one, "check", person);
  await expect(spend(from(business.admin), "check")).rejects.toMatchObject(tooMany);
  await spend(from((await testBusiness()).owner), "check");
});

it("somebody who is refused in a loop is stopped, and fills no audit log (G24)", async () => {
  const analyst = from(business.analyst);
  const loop = async () => {
    const codes: unknown[] = [];
    for (let time = 0; time < limits.refusal.person; time++)
      codes.push(await freezeCard(analyst, { cardId: business.cardId, reason: "Lost" }).catch(codeOf));
    return codes;
  };
  const codes = (await Promise.all([loop(), loop()])).flat();
  expect(codes.filter((code) => code === "FORBIDDEN")).toHaveLength(limits.refusal.person);
  expect(codes.filter((code) => code === "TOO_MANY")).toHaveLength(limits.refusal.person);
  await writeRepeatedRefusals();
  const rows = await inAccount(business.accountId, (db) =>
    db.auditLog.count({ where: { outcome: "refused" } }),
  );
  expect(rows).toBe(2);
});

it("the system has no limits (G24)", async () => {
  await use(business.system, "check", limits.check.network + 1);
});

const codeOf = (error: unknown) => (error as { code: unknown }).code;
