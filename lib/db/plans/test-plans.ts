import { seal } from "@/lib/db/encryption/encryption.ts";
import type { RawDatabase } from "@/lib/db/raw/raw-database.ts";
import { rawTestDatabase, type TestBusiness, testBusiness, testEngine } from "@/lib/testing/test-database.ts";
import { connect, connection, setConnection } from "../client.ts";

let raw: RawDatabase;
const statements: { sql: string; parameters: unknown[] }[] = [];

/** Creates a business with thousands of rows and starts recording every statement. */
export async function watchedBusiness(): Promise<TestBusiness> {
  const business = await testBusiness();
  raw = await rawTestDatabase({ asLogin: true });
  await fill(business);
  const logged = connect(connection().url, {
    onQuery: (sql, parameters) => statements.push({ sql, parameters: JSON.parse(parameters) }),
  });
  await connection().close();
  const plainSql: typeof logged.plainSql = (sql, parameters) => {
    statements.push({ sql, parameters: [...parameters] });
    return logged.plainSql(sql, parameters);
  };
  setConnection({ ...logged, plainSql });
  return business;
}

/** Closes the connection that was used for the plans. */
export const stopWatching = (): Promise<void> => raw.close();

// On tables with few rows, or with one business, either engine finds all
// indexes, or none, equally good.
async function fill({ accountId, user }: TestBusiness): Promise<void> {
  const numbersTo = (last: number) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`;
  const numbers = numbersTo(4000);
  const token = (of: string) =>
    testEngine === "sqlite" ? `printf('%043d', ${of})` : `lpad(${of}::text, 43, '0')`;
  await raw.run(`INSERT INTO accounts (business_name, business_name_sort, owner_email, status)
    ${numbers} SELECT 'B' || i, 'b' || i, 'b' || i || '@x.example', CASE i % 100 WHEN 0 THEN 'active' ELSE 'pending' END FROM n`);
  await raw.run(`INSERT INTO users (account_id, email, given_name, family_name, name, role, status)
    ${numbers} SELECT ${accountId}, 'p' || i || '@x.example', 'P' || i, '', 'P' || i, CASE i % 10 WHEN 0 THEN 'user' ELSE 'analyst' END, CASE i % 10 WHEN 1 THEN 'active' ELSE 'invited' END FROM n`);
  await raw.run(`INSERT INTO users (account_id, email, given_name, family_name, name, role, status)
    SELECT a.id, 'q' || a.id || '-' || n.i || '@x.example', 'Q' || n.i, '', 'Q' || n.i, 'user', CASE n.i WHEN 1 THEN 'active' ELSE 'invited' END FROM accounts a, (${numbersTo(9)} SELECT i FROM n) n
    WHERE a.business_name LIKE 'B%'`);
  await raw.run(`INSERT INTO cards (account_id, user_id, card_type, form, memo)
    SELECT account_id, id, 'debit', 'virtual', 'Other' FROM users WHERE name LIKE 'Q%'`);
  await raw.run(`INSERT INTO cards (account_id, user_id, card_type, form, status, lithic_card_token, lithic_card_token_index, last_four, memo)
    ${numbers} SELECT ${accountId}, (SELECT MIN(id) FROM users WHERE account_id = ${accountId}) + i % 1000, 'debit', 'virtual',
    CASE i % 10 WHEN 0 THEN 'active' ELSE 'pending' END, 'x', ${token("i")}, '4242', 'Memo ' || i FROM n`);
  await raw.run(`INSERT INTO search_words (account_id, target_type, word, target_made, target_id)
    SELECT account_id, 'Card', 'memo', created_at, id FROM cards WHERE memo LIKE 'Memo %' OR memo = 'Other'`);
  await raw.run(`INSERT INTO search_words (account_id, target_type, word, target_made, target_id)
    SELECT account_id, 'User', lower(name), created_at, id FROM users WHERE name LIKE 'P%' OR name LIKE 'Q%'`);
  await raw.run(`UPDATE cards SET user_id = ${user.userId} WHERE account_id = ${accountId} AND id % 100 = 0`);
  await raw.run(
    `INSERT INTO spending_profiles (account_id, name) ${numbers} SELECT ${accountId}, 'P' || i FROM n`,
  );
  await raw.run(
    `UPDATE cards SET spending_profile_id = (SELECT MIN(id) FROM spending_profiles) + id % 100 WHERE account_id = ${accountId}`,
  );
  await raw.run(
    `INSERT INTO card_products (account_id, name, form) ${numbersTo(50)} SELECT ${accountId}, 'P' || i, 'virtual' FROM n`,
  );
  const used =
    testEngine === "sqlite"
      ? "printf('2026-%02d-01T00:00:00.000+00:00', 1 + id % 3)"
      : "make_date(2026, 1 + id % 3, 1)";
  await raw.run(`UPDATE cards SET card_product_id = (SELECT MIN(id) FROM card_products) + id % 50, last_used_at = ${used},
    spend_limit = 100 * (1 + id % 500), spend_limit_duration = 'monthly' WHERE account_id = ${accountId}`);
  await raw.run(`INSERT INTO spending_profile_rules (account_id, spending_profile_id, kind, lithic_auth_rule_token, lithic_auth_rule_token_index)
    SELECT account_id, id, 'daily', 'x', ${token("id")} FROM spending_profiles`);
  await raw.run(
    `INSERT INTO merchants (account_id, name) ${numbersTo(50)} SELECT ${accountId}, 'Shop ' || i FROM n`,
  );
  await raw.run(`INSERT INTO search_words (account_id, target_type, word, target_made, target_id)
    SELECT account_id, 'Merchant', 'shop', created_at, id FROM merchants WHERE account_id = ${accountId}`);
  const sealed = seal("x", { model: "Transaction", field: "lithicTransactionToken", accountId });
  const id = testEngine === "sqlite" ? "printf('%036d', id)" : "lpad(id::text, 36, '0')";
  const day = (of: string) =>
    testEngine === "sqlite"
      ? `printf('2026-%02d-%02dT00:00:00.000+00:00', 1 + ${of} % 6, 1 + ${of} % 28)`
      : `make_date(2026, 1 + ${of} % 6, 1 + ${of} % 28)`;
  await raw.run(`INSERT INTO transactions (id, account_id, card_id, user_id, spending_profile_id, lithic_transaction_token, lithic_transaction_token_index,
    status, decline_reason, amount, listed_amount, currency, merchant_amount, merchant_currency, merchant_id, merchant_name, merchant_category, receipt, occurred_at)
    SELECT ${id}, account_id, id, user_id, spending_profile_id, '${sealed}', ${token("id")}, CASE id % 10 WHEN 0 THEN 'declined' ELSE 'settled' END,
    CASE id % 10 WHEN 0 THEN 'CARD_PAUSED' END, id, id, 'USD', id, 'USD', (SELECT MIN(id) FROM merchants) + id % 50, 'Shop', 5800 + id % 50,
    CASE id % 20 WHEN 1 THEN 'missing' ELSE 'none' END, ${day("id")} FROM cards WHERE account_id = ${accountId}`);
  const key = (first: string) =>
    testEngine === "sqlite" ? `printf('${first}%035d', id)` : `'${first}' || lpad(id::text, 35, '0')`;
  await raw.run(`INSERT INTO lithic_operations (account_id, card_id, kind, status, payload, idempotency_key)
    SELECT account_id, id, 'card.issue', CASE id % 100 WHEN 0 THEN 'waiting' ELSE 'done' END, '{}', ${key("c")} FROM cards`);
  await raw.run(`INSERT INTO lithic_operations (account_id, user_id, kind, status, payload, idempotency_key)
    SELECT account_id, id, 'user.enrol', 'done', '{}', ${key("u")} FROM users`);
  for (const [table, column] of sorted)
    await raw.run(`UPDATE ${table} SET ${column}_sort = lower(${column})`);
  await raw.run(testEngine === "sqlite" ? "ANALYZE" : "VACUUM (ANALYZE)");
}

const sorted = [
  ["users", "name"],
  ["cards", "memo"],
  ["spending_profiles", "name"],
] as const;

const many =
  "cards|users|transactions|transaction_events|audit_logs|bulk_job_items|search_words|sessions|lithic_operations";

/** A full scan of a table. */
export const scan = new RegExp(`SCAN (main\\.)?(${many})\\b|Seq Scan on (${many})\\b`);

/** Rows of a table narrowed only by the account: the engine reads every row of the business. */
export const accountOnly = new RegExp(
  `SEARCH (main\\.)?(${many}) USING (COVERING )?INDEX \\w+ \\(account_id=\\?\\)` +
    `| on (${many}) [^\\n]*\\n(\\s*Index Cond: \\(account_id = \\d+\\)\\n)?\\s*Filter: `,
);

/** The query plan of each statement of a read. */
export async function plansOf(query: () => Promise<unknown>): Promise<{ sql: string; plan: string }[]> {
  statements.length = 0;
  await query();
  const reading = statements.filter(({ sql }) => /^\s*(SELECT|WITH)/i.test(sql) && /FROM/i.test(sql));
  const plans: { sql: string; plan: string }[] = [];
  for (const statement of reading) plans.push({ sql: statement.sql, plan: await planOf(statement) });
  return plans;
}

async function planOf({ sql, parameters }: { sql: string; parameters: unknown[] }): Promise<string> {
  const values = parameters.map((value) => (value instanceof Date ? value.toISOString() : value)) as string[];
  if (testEngine === "sqlite")
    return (await raw.rows(`EXPLAIN QUERY PLAN ${sql}`, values)).map((row) => String(row[3])).join("\n");
  return raw.transaction(async () => {
    // For so few rows, PostgreSQL would rather scan and sort. The test asks whether an index can
    // avoid that.
    for (const way of ["seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"])
      await raw.run(`SET LOCAL enable_${way} = off`);
    return (await raw.rows(`EXPLAIN ${sql.replace(/\$\d+/g, "?")}`, values))
      .map(([line]) => String(line))
      .join("\n");
  });
}
