import { afterAll, beforeAll, expect, it } from "vitest";
import { findUserByEmail } from "@/lib/auth/find-user-by-email.ts";
import { listCards } from "@/lib/cards/queries.ts";
import { listUsersByRole } from "@/lib/users/queries.ts";
import { findCardByLithicToken, findRuleByLithicToken } from "@/lib/webhooks/find-by-lithic-token.ts";
import { connect, connection, setConnection } from "./client.ts";
import type { RawDatabase } from "./raw-database.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "./test-database.ts";

let business: TestBusiness;
let raw: RawDatabase;
const statements: { sql: string; parameters: unknown[] }[] = [];

beforeAll(async () => {
  business = await testBusiness();
  raw = await rawTestDatabase({ asLogin: true });
  await fill();
  const logged = connect(connection().url, { onQuery: (sql, parameters) => statements.push({ sql, parameters: JSON.parse(parameters) }) });
  await connection().close();
  setConnection(logged);
});
afterAll(() => raw.close());

// On tables of a few rows PostgreSQL finds any index as good as the other.
async function fill(): Promise<void> {
  const numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)";
  const token = (of: string) => (testEngine === "sqlite" ? `printf('%043d', ${of})` : `lpad(${of}::text, 43, '0')`);
  const { accountId, user } = business;
  await raw.run(`INSERT INTO users (account_id, email, name, role, status)
    ${numbers} SELECT ${accountId}, 'p' || i || '@x.example', 'P' || i, CASE i % 10 WHEN 0 THEN 'user' ELSE 'analyst' END, 'active' FROM n`);
  await raw.run(`INSERT INTO cards (account_id, user_id, card_type, form, status, lithic_card_token, lithic_card_token_index, last_four)
    ${numbers} SELECT ${accountId}, ${user.userId}, 'debit', 'virtual', CASE i % 10 WHEN 0 THEN 'active' ELSE 'pending' END, 'x', ${token("i")}, '4242' FROM n`);
  await raw.run(`INSERT INTO spending_profiles (account_id, name) ${numbers} SELECT ${accountId}, 'P' || i FROM n`);
  await raw.run(`INSERT INTO spending_profile_rules (account_id, spending_profile_id, kind, lithic_auth_rule_token, lithic_auth_rule_token_index)
    SELECT account_id, id, 'daily', 'x', ${token("id")} FROM spending_profiles`);
  await raw.run("ANALYZE");
}

const page = { take: 50 };
const after = { createdAt: new Date(Date.now() + 60_000), id: 1_000_000 };

const queries: [string, string, () => Promise<unknown>][] = [
  ["a user by e-mail", "users_email_live", () => findUserByEmail("owner@demo.example")],
  ["a user's cards", "idx_cards_user", () => listCards(business.owner, { ...page, userId: business.user.userId as number })],
  ["an account's cards", "idx_cards_account_created", () => listCards(business.owner, page)],
  ["active cards of an account", "idx_cards_account_status_created", () => listCards(business.owner, { ...page, status: "active" })],
  ["the next page of them", "idx_cards_account_status_created", () => listCards(business.owner, { ...page, status: "active", after })],
  ["a card by its token at the issuer", "idx_cards_lithic_token", () => findCardByLithicToken("b7b2b7e0-1b1e-4a77-9c3e-1c6e7a1d2f00")],
  [
    "a rule by its token at the issuer",
    "idx_spending_profiles_lithic_token",
    () => findRuleByLithicToken("b7b2b7e0-1b1e-4a77-9c3e-1c6e7a1d2f00"),
  ],
  ["users by role", "idx_users_role", () => listUsersByRole(business.owner, "user", 50)],
];

it.each(queries)("%s comes from %s, without a scan or a sort", async (_, index, query) => {
  statements.length = 0;
  await query();
  const plans = await Promise.all(statements.filter(({ sql }) => /^\s*SELECT/i.test(sql) && /FROM/i.test(sql)).map(planOf));
  expect(plans).toHaveLength(1);
  expect(plans[0]).toContain(index);
  expect(plans[0]).not.toMatch(/\bSCAN\b|Seq Scan|TEMP B-TREE|\bSort\b/);
});

async function planOf({ sql, parameters }: { sql: string; parameters: unknown[] }): Promise<string> {
  const values = parameters.map((value) => (value instanceof Date ? value.toISOString() : value)) as string[];
  if (testEngine === "sqlite") return (await raw.rows(`EXPLAIN QUERY PLAN ${sql}`, values)).map((row) => String(row[3])).join("\n");
  return (await raw.rows(`EXPLAIN ${sql.replace(/\$\d+/g, "?")}`, values)).map(([line]) => String(line)).join("\n");
}
