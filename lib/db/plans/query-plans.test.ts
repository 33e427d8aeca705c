import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accountListRules } from "@/lib/accounts/account-list.ts";
import { listAccounts } from "@/lib/accounts/queries.ts";
import { historyRules } from "@/lib/audit-log/history-list.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { findDemoPeople } from "@/lib/auth/sign-in/demo-people.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { findCardByLithicToken } from "@/lib/cards/issuer/find-card.ts";
import { cardListRules } from "@/lib/cards/list/card-list.ts";
import { cardsByStatus } from "@/lib/cards/list/cards-by-status.ts";
import { listCards } from "@/lib/cards/list/list-cards.ts";
import { cardHistory, readCard } from "@/lib/cards/queries.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { parseListQuery } from "@/lib/lists/list-query.ts";
import type { FilterRule, ListRules } from "@/lib/lists/list-rules.ts";
import { targetOf } from "@/lib/outbox/target.ts";
import { listSpendingProfiles } from "@/lib/spending-profiles/queries.ts";
import { findRuleByLithicToken } from "@/lib/spending-profiles/rules/find-rule-by-lithic-token.ts";
import { spendingProfileListRules } from "@/lib/spending-profiles/spending-profile-list.ts";
import { type TestBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { listTransactions } from "@/lib/transactions/list/list-transactions.ts";
import { transactionListRules } from "@/lib/transactions/list/transaction-list.ts";
import { userListRules } from "@/lib/users/list/user-list.ts";
import { listUsers } from "@/lib/users/queries.ts";
import { fillGaps } from "@/lib/webhooks/fill-gaps.ts";
import { handleWebhooks } from "@/lib/webhooks/handle-webhooks.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { plansOf, scan, stopWatching, watchedBusiness } from "./test-plans.ts";

let business: TestBusiness;
let operator: Actor;

beforeAll(async () => {
  operator = await testOperator();
  business = await watchedBusiness();
});
afterAll(stopWatching);

// Counts are cached for some seconds. Moving the clock makes each query run.
let now = Date.now();
beforeEach(() => {
  now += 60_000;
  vi.useFakeTimers({ toFake: ["Date"], now });
});
afterEach(() => void vi.useRealTimers());

const parsed = <const Rules extends ListRules>(rules: Rules, url: string) =>
  parseListQuery(rules, new URLSearchParams(url));
const cards = (url: string, actor = business.owner) => listCards(actor, parsed(cardListRules, url));
const users = (url: string) => listUsers(business.owner, parsed(userListRules, url));
const transactions = (url: string, actor = business.owner) =>
  listTransactions(actor, parsed(transactionListRules, url));
const accounts = (url: string) => listAccounts(operator, parsed(accountListRules, url));

// The index that each list, filter and sort uses.
const single: [string, string, () => Promise<unknown>][] = [
  // PostgreSQL takes users_email_live: it sees that these people have accepted.
  ["a user by email", "users_email", () => findUserByEmail("owner@demo.example")],
  ["the people of the demo", "users_email", () => findDemoPeople()],
  [
    "a card by its token at the issuer",
    "idx_cards_lithic_token",
    () => findCardByLithicToken("b7b2b7e0-1b1e-4a77-9c3e-1c6e7a1d2f00"),
  ],
  [
    "a rule by its token at the issuer",
    "idx_spending_profiles_lithic_token",
    () => inAccount(business.accountId, () => findRuleByLithicToken("b7b2b7e0-1b1e-4a77-9c3e-1c6e7a1d2f00")),
  ],
  [
    "the operations of a card, in order",
    "idx_lithic_operations_card",
    () => readCard(business.owner, business.cardId),
  ],
  [
    "the operations of a person, in order",
    "idx_lithic_operations_user",
    () =>
      inAccount(business.accountId, (db) =>
        db.lithicOperation.findFirst({
          where: targetOf("User", Number(business.user.userId)),
          orderBy: { id: "desc" },
        }),
      ),
  ],
  ["the messages whose turn has come", "idx_webhook_events_status", handleWebhooks],
  ["how far the issuer's list was read", "idx_webhook_events_listed", fillGaps],
  ["an account's cards", "idx_cards_account_created", () => cards("")],
  ["their last page", "idx_cards_account_created", () => cards("end=last")],
  ["them the other way round", "idx_cards_account_created", () => cards("sort=created")],
  ["them by memo", "idx_cards_account_memo", () => cards("sort=memo")],
  ["them by memo from the end", "idx_cards_account_memo", () => cards("sort=-memo")],
  ["them by holder", "idx_users_name", () => cards("sort=holder")],
  ["them by holder from the end", "idx_users_name", () => cards("sort=-holder")],
  ["them by state", "idx_cards_by_state", () => cards("sort=state")],
  ["those in two states by state", "idx_cards_by_state", () => cards("sort=-state&status=active,pending")],
  ["them by type", "idx_cards_by_type", () => cards("sort=-type")],
  ["them by limit, the lowest first", "idx_cards_by_limit", () => cards("sort=limit")],
  ["them by limit, the highest first", "idx_cards_by_limit_down", () => cards("sort=-limit&end=last")],
  ["active cards of an account", "idx_cards_account_status_created", () => cards("status=active")],
  ["the last page of them", "idx_cards_account_status_created", () => cards("status=active&end=last")],
  ["cards of a form", "idx_cards_account_created", () => cards("form=virtual")],
  ["cards of a type", "idx_cards_account_created", () => cards("type=debit")],
  ["a user's cards", "idx_cards_user", () => cards(`holder=${business.user.userId}`)],
  ["what a cardholder sees", "idx_cards_user", () => cards("", business.user)],
  [
    "the cards on a profile",
    "idx_cards_spending_profile",
    () => cards(`profile=${business.spendingProfileId}`),
  ],
  ["the cards made from a product", "idx_cards_card_product", () => cards("product=1")],
  [
    "the cards with a limit between two amounts",
    "idx_cards_limit",
    () => cards("limitFrom=10000&limitTo=10500"),
  ],
  ["the cards with a limit up to an amount", "idx_cards_limit", () => cards("limitTo=500&sort=memo")],
  [
    "the cards made within some days",
    "idx_cards_account_created",
    () => cards("createdFrom=2026-01-01&createdTo=2026-01-31"),
  ],
  ["the last page of them", "idx_cards_account_created", () => cards("createdFrom=2020-01-01&end=last")],
  ["the cards used since a day", "idx_cards_last_used", () => cards("usedSince=2026-03-01")],
  [
    "the cards not used since a day, the longest unused first",
    "idx_cards_last_used",
    () => cards("notUsedSince=2026-02-01&sort=lastUsed"),
  ],
  ["cards by their last use", "idx_cards_last_used", () => cards("sort=-lastUsed")],
  ["the last page of them", "idx_cards_last_used", () => cards("sort=-lastUsed&end=last")],
  [
    "the cards used since a day, the latest first",
    "idx_cards_last_used",
    () => cards("usedSince=2020-01-01&sort=-lastUsed"),
  ],
  ["an account's transactions", "idx_transactions_account_occurred", () => transactions("")],
  ["their last page", "idx_transactions_account_occurred", () => transactions("end=last")],
  ["them by amount", "idx_transactions_amount", () => transactions("sort=-amount")],
  ["them by amount from the end", "idx_transactions_amount", () => transactions("sort=amount")],
  ["its declines", "idx_transactions_account_status", () => transactions("result=declined")],
  ["its declines for a reason", "idx_transactions_reason", () => transactions("reason=CARD_PAUSED")],
  ["a card's transactions", "idx_transactions_card", () => transactions(`card=${business.cardId}`)],
  ["a person's transactions", "idx_transactions_user", () => transactions(`holder=${business.user.userId}`)],
  ["what a cardholder sees of them", "idx_transactions_user", () => transactions("", business.user)],
  [
    "the transactions under a profile",
    "idx_transactions_profile",
    () => transactions(`profile=${business.spendingProfileId}`),
  ],
  ["the transactions of a category", "idx_transactions_category", () => transactions("category=5812")],
  [
    "the transactions without their receipt",
    "idx_transactions_receipt",
    () => transactions("receipt=missing"),
  ],
  [
    "the transactions between two amounts",
    "idx_transactions_amount",
    () => transactions("amountFrom=1000&amountTo=1010&sort=-amount"),
  ],
  [
    "the transactions of some days",
    "idx_transactions_account_occurred",
    () => transactions("createdFrom=2026-01-01&createdTo=2026-01-31"),
  ],
  ["users by name", "idx_users_name", () => users("")],
  ["the last page of them", "idx_users_name", () => users("end=last")],
  ["users by role", "idx_users_role", () => users("role=user")],
  ["users by state", "idx_users_status", () => users("status=active")],
  [
    "profiles by name",
    "idx_spending_profiles_name",
    () => listSpendingProfiles(business.owner, parsed(spendingProfileListRules, "")),
  ],
  [
    "the history of a card",
    "idx_audit_logs_target",
    () => cardHistory(business.owner, business.cardId, parsed(historyRules, "")),
  ],
  ["businesses by name", "idx_accounts_name", () => accounts("")],
  [
    "businesses in a state, newest first",
    "idx_accounts_status",
    () => accounts("status=active&sort=-created"),
  ],
];

const counting = /^\s*SELECT COUNT/i;

it.each(single)("%s come from %s, without a scan or a sort", async (_, index, query) => {
  const plans = await plansOf(query);
  const page = plans.find(({ plan }) => plan.includes(index));
  expect(page, plans.map(({ plan }) => plan).join("\n")).toBeDefined();
  expect(page?.plan).not.toMatch(
    /\bSCAN (?!(main\.)?accounts USING INDEX|(t|found)\b)|Seq Scan|TEMP B-TREE(?! FOR LAST TERM)|(?<!Incremental )Sort +\(/,
  );
  for (const { sql, plan } of plans) expect(plan, sql).not.toMatch(scan);
});

describe("every page of every list, by whatever it is narrowed and sorted, comes without a scan of what there may be many of", () => {
  const listed = {
    cards: [cardListRules, cards],
    users: [userListRules, users],
    transactions: [transactionListRules, transactions],
  } as const;
  const urls = Object.entries(listed).flatMap(([name, [rules]]) => {
    const filters = Object.entries<FilterRule>(rules.filters).map(
      ([filter, rule]) => `${filter}=${exampleOf(rule)}`,
    );
    const sorts = Object.keys(rules.sorts).flatMap((sort) => [sort, `-${sort}`]);
    return [
      "",
      "search=memo",
      "search=p12",
      "search=memo+p12",
      "search=shop",
      ...filters,
      filters.join("&"),
    ].flatMap((narrowed) =>
      sorts.flatMap((sort) =>
        ["", "&end=last"].map(
          (place) => [name as keyof typeof listed, `${narrowed}&sort=${sort}${place}`] as const,
        ),
      ),
    );
  });

  it.each(urls)("%s?%s", async (name, url) => {
    const plans = await plansOf(() => listed[name][1](url));
    for (const { sql, plan } of plans) expect(plan, sql).not.toMatch(scan);
  });

  it("cards by state for the dashboard", async () => {
    const counts = (await plansOf(() => cardsByStatus(business.owner))).filter(({ sql }) =>
      counting.test(sql),
    );
    expect(counts).toHaveLength(words.Card.status.length);
    for (const { sql, plan } of counts) expect(plan, sql).toMatch(/COVERING INDEX|Index Only Scan/);
  });

  it.each(["", "status=pending", "type=debit&form=virtual"])(
    "the first page of cards?%s is counted from an index alone",
    async (url) => {
      const count = (await plansOf(() => cards(url))).find(({ sql }) => counting.test(sql));
      expect(count?.plan).toMatch(/COVERING INDEX|Index Only Scan/);
    },
  );
});

const exampleOf = (rule: FilterRule) =>
  rule === "id"
    ? 1
    : rule === "amount"
      ? 1_000
      : rule === "day"
        ? "2026-01-01"
        : "several" in rule
          ? rule.several.slice(0, 2)
          : "pattern" in rule
            ? (["5812", "CARD_PAUSED"].find((one) => rule.pattern.test(one)) ?? "")
            : rule[0];
