import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountListRules } from "@/lib/accounts/account-list.ts";
import { listAccounts, readAccount } from "@/lib/accounts/queries.ts";
import { readEnrolment } from "@/lib/accounts/read-enrolment.ts";
import { deliveryAddresses } from "@/lib/addresses/queries.ts";
import { listApiKeys } from "@/lib/api-keys/queries.ts";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { actorAt } from "@/lib/auth/operator-access.ts";
import { bulkJobItemListRules, bulkJobListRules } from "@/lib/bulk-jobs/bulk-job-list.ts";
import { bulkJobResult } from "@/lib/bulk-jobs/bulk-job-result.ts";
import { listBulkJobItems, listBulkJobs, readBulkJob } from "@/lib/bulk-jobs/queries.ts";
import { checkBulkJob } from "@/lib/bulk-jobs/start/check-bulk-job.ts";
import { cardCsvTemplate } from "@/lib/cards/csv/card-csv.ts";
import { checkCardCsv } from "@/lib/cards/csv/check-card-csv.ts";
import { readCardLoad } from "@/lib/cards/limits/read-card-load.ts";
import { cardFilterChoices } from "@/lib/cards/list/card-filter-choices.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { findCardIds } from "@/lib/cards/list/card-source.ts";
import { cardsAsCsv } from "@/lib/cards/list/cards-as-csv.ts";
import { cardsByStatus } from "@/lib/cards/list/cards-by-status.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { cardHistory, readCard, readCardName } from "@/lib/cards/queries.ts";
import { revealCard } from "@/lib/cards/reveal/reveal-card.ts";
import { readDashboard } from "@/lib/dashboard/queries.ts";
import { namesOfTargets } from "@/lib/dashboard/target-names.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import type { ListRules } from "@/lib/lists/list-rules.ts";
import { mailListRules } from "@/lib/mail/mail-list.ts";
import { listMails } from "@/lib/mail/queries.ts";
import { readEmailChange } from "@/lib/profile/email-change/queries.ts";
import { listOwnSessions } from "@/lib/profile/queries.ts";
import { readAs } from "@/lib/read.ts";
import { listArrivals } from "@/lib/sandbox/arrivals.ts";
import { makePurchase } from "@/lib/sandbox/make-purchase.ts";
import { readFaults } from "@/lib/sandbox/set-fault.ts";
import { listSavedViews, readSavedView } from "@/lib/saved-views/queries.ts";
import { readOwnFactors, readOwnPasskeys, readStartedAuthenticator } from "@/lib/second-factors/queries.ts";
import { readSignUp } from "@/lib/sign-up/queries.ts";
import { createSpendingProfile } from "@/lib/spending-profiles/create-spending-profile.ts";
import { deleteSpendingProfile } from "@/lib/spending-profiles/delete-spending-profile.ts";
import { readDeletedProfile } from "@/lib/spending-profiles/deleted-profile.ts";
import { spendingProfileHistory } from "@/lib/spending-profiles/profile-history.ts";
import {
  listSpendingProfiles,
  readSpendingProfile,
  spendingProfileChoices,
  spendingProfilesNamed,
} from "@/lib/spending-profiles/queries.ts";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list.ts";
import { type TestBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { countTransactions } from "@/lib/transactions/list/count-transactions.ts";
import { listTransactions } from "@/lib/transactions/list/list-transactions.ts";
import { transactionListRules } from "@/lib/transactions/list/transaction-list.ts";
import { transactionsAsCsv } from "@/lib/transactions/list/transactions-as-csv.ts";
import { readTransaction } from "@/lib/transactions/queries.ts";
import { wouldPass } from "@/lib/transactions/would-pass/would-pass.ts";
import { checkPeopleCsv } from "@/lib/users/csv/check-people-csv.ts";
import { peopleCsvTemplate } from "@/lib/users/csv/people-csv.ts";
import { usersAsCsv } from "@/lib/users/export/users-as-csv.ts";
import { readOpenCards } from "@/lib/users/leaving/open-cards.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers, readUser, readUserStep, usersWhoCanHoldCards } from "@/lib/users/queries.ts";
import { readContact } from "@/lib/users/read-contact.ts";
import { userHistory } from "@/lib/users/user-history.ts";
import { accountOnly, plansOf, scan, stopWatching, watchedBusiness } from "./test-plans.ts";

let business: TestBusiness;
let operator: Actor;
let deletedProfileId: number;

beforeAll(async () => {
  operator = await testOperator();
  business = await watchedBusiness();
  const unused = await createSpendingProfile(business.owner, { name: "Unused" });
  deletedProfileId = unused.spendingProfileId;
  await deleteSpendingProfile(business.owner, { spendingProfileId: deletedProfileId });
});
afterAll(stopWatching);

const all = <const Rules extends ListRules>(rules: Rules) => parseListQuery(rules, new URLSearchParams());
const history = () => all(historyRules);
const userId = () => business.user.userId ?? 0;
const absent = (read: Promise<unknown>) => read.catch((error: { code?: string }) => error.code);

async function first(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows) return;
}

// Every read, by the name of its function. Lists scan an index in their order. The others look up
// their rows.
const walks: Record<string, () => Promise<unknown>> = {
  cardFilterChoices: () => cardFilterChoices(business.owner),
  findCardIds: () =>
    readAs(business.owner, "card.see", () => findCardIds(business.owner, all(cardListRules), 50)),
  listAccounts: () => listAccounts(operator, all(accountListRules)),
  readFaults: () => readFaults(operator),
  listArrivals: () => listArrivals(business.owner),
  listApiKeys: () => listApiKeys(business.owner),
  listBulkJobs: () => listBulkJobs(business.owner, all(bulkJobListRules)),
  listCards: () => listCards(business.owner, all(cardListRules)),
  cardsByStatus: () => cardsByStatus(business.owner),
  cardsAsCsv: () => first(cardsAsCsv(business.owner, all(cardListRules), ["memo", "holder"])),
  listTransactions: () => listTransactions(business.owner, all(transactionListRules)),
  countTransactions: () =>
    countTransactions(business.owner, [{ status: "declined" }, { receipt: "missing" }]),
  transactionsAsCsv: () =>
    first(transactionsAsCsv(business.owner, all(transactionListRules), ["merchant", "holder", "result"])),
  listOwnSessions: () => listOwnSessions(business.owner),
  readEmailChange: () => readEmailChange(business.owner),
  readSignUp: () => readSignUp(operator),
  readOwnFactors: () => readOwnFactors(business.owner),
  readStartedAuthenticator: () => readStartedAuthenticator(business.owner),
  readOwnPasskeys: () => readOwnPasskeys(business.owner),
  listMails: () => listMails(operator, all(mailListRules)),
  listSpendingProfiles: () => listSpendingProfiles(business.owner, all(spendingProfileListRules)),
  listUsers: async () => {
    await listUsers(business.owner, all(userListRules));
    for (const query of [
      { removed: "yes" },
      { sort: "-lastSignIn" },
      { invitation: "open" },
      { paused: "yes" },
      { secondFactor: "missing" },
      { secondFactor: "has", search: "user" },
    ])
      await listUsers(business.owner, parseListQuery(userListRules, query));
  },
  usersAsCsv: () => first(usersAsCsv(business.owner, all(userListRules))),
  readUserStep: () =>
    readUserStep(business.owner, all(userListRules), { by: "name", direction: "asc", take: 50 }),
  readDashboard: () => readDashboard(business.owner),
  usersWhoCanHoldCards: () => usersWhoCanHoldCards(business.owner),
};
const lookups: Record<string, () => Promise<unknown>> = {
  actorAt: () => actorAt(operator, "Card", business.cardId),
  bulkJobResult: () => absent(bulkJobResult(business.owner, 1)),
  cardHistory: () => cardHistory(business.owner, business.cardId, history()),
  checkBulkJob: () =>
    checkBulkJob(business.owner, { verb: "card.freeze", cards: { ids: [business.cardId] } }),
  checkCardCsv: () => absent(checkCardCsv(business.owner, Buffer.from(cardCsvTemplate()))),
  checkPeopleCsv: () => absent(checkPeopleCsv(business.owner, Buffer.from(peopleCsvTemplate()))),
  deliveryAddresses: () => deliveryAddresses(business.owner, userId()),
  listBulkJobItems: () => absent(listBulkJobItems(business.owner, 1, all(bulkJobItemListRules))),
  listSavedViews: () => listSavedViews(business.owner),
  makePurchase: () =>
    absent(
      makePurchase(business.owner, {
        cardId: business.cardId,
        amount: 100,
        merchant: "Shop",
        mcc: "5812",
        country: "USA",
      }),
    ),
  namesOfTargets: async () =>
    namesOfTargets(business.owner, (await cardHistory(business.owner, business.cardId, history())).rows),
  readAccount: () => readAccount(operator, business.accountId),
  readBulkJob: () => absent(readBulkJob(business.owner, 1)),
  readCard: () => readCard(business.owner, business.cardId),
  readCardName: () => readCardName(business.owner, business.cardId),
  readCardLoad: () => absent(readCardLoad(business.owner, business.cardId)),
  readContact: () => readContact(business.owner, userId()),
  readDeletedProfile: () => readDeletedProfile(business.owner, deletedProfileId),
  readEnrolment: () => absent(readEnrolment(operator, business.accountId)),
  readOpenCards: () => readOpenCards(business.owner, userId()),
  readSavedView: () => absent(readSavedView(business.owner, 1)),
  spendingProfileChoices: () => spendingProfileChoices(business.owner),
  wouldPass: () =>
    wouldPass(
      business.owner,
      business.cardId,
      { amount: 100, mcc: "5812", country: "USA" },
      new Date("2026-06-01T00:00:00Z"),
    ),
  readSpendingProfile: () => readSpendingProfile(business.owner, business.spendingProfileId),
  readTransaction: () => absent(readTransaction(business.owner, "019b7599-6a80-7cfd-818d-2cd8ddd1a3ba")),
  revealCard: () => absent(revealCard(business.owner, business.cardId, {}, () => Promise.resolve(""))),
  readUser: () => readUser(business.owner, userId()),
  spendingProfileHistory: () => spendingProfileHistory(business.owner, business.spendingProfileId, history()),
  spendingProfilesNamed: () => spendingProfilesNamed(business.owner, "P1"),
  userHistory: () => userHistory(business.owner, userId(), history()),
};

describe("every read finds its rows by an index", () => {
  it.each(Object.entries(walks))("%s", async (_, read) => {
    for (const { sql, plan } of await plansOf(read)) expect(plan, sql).not.toMatch(scan);
  });
  it.each(Object.entries(lookups))("%s", async (_, read) => {
    const plans = await plansOf(read);
    expect(plans).not.toEqual([]);
    for (const { sql, plan } of plans) {
      expect(plan, sql).not.toMatch(scan);
      expect(plan, sql).not.toMatch(accountOnly);
    }
  });
});

it("has a plan above for every read function of lib/", () => {
  const planned = new Set([...Object.keys(walks), ...Object.keys(lookups)]);
  const without = readFunctions().filter(({ name }) => !planned.has(name));
  expect(
    without.map(
      ({ file, name }) => `${name} in ${file} reads without a plan. Add it to walks or lookups in this test.`,
    ),
  ).toEqual([]);
});

// A read function takes the actor first and returns a promise or a stream of rows.
function readFunctions(): { file: string; name: string }[] {
  const reads =
    /^export (?:async )?function\*? (\w+)(?:<\w+>)?\(\s*actor: Actor\b(?:(?!\n\}|\bexport\b)[\s\S])*?\): (?:Promise|AsyncGenerator)<(?!void>)/gm;
  return readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes(".test.") && !/(^|\/)test-/.test(path))
    .flatMap((path) => {
      const text = readFileSync(`lib/${path}`, "utf8");
      if (!/(readAs|readPlatform|Reader|inAccount|acrossAccounts)\b/.test(text)) return [];
      return [...text.matchAll(reads)].map(([, name = ""]) => ({ file: `lib/${path}`, name }));
    })
    .filter(({ name }) => !["readAs", "readPlatform"].includes(name));
}
