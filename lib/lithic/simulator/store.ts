import Database from "better-sqlite3";

/** The simulator's own SQLite file. Values are bound by position. */
export interface Store {
  get<Row>(sql: string, ...values: unknown[]): Row | undefined;
  all<Row>(sql: string, ...values: unknown[]): Row[];
  run(sql: string, ...values: unknown[]): number;
  /** Runs work exclusively among all processes on the file. Saves everything or nothing. Inside
   *  another call it is a savepoint. */
  atOnce<Result>(work: () => Result): Result;
  close(): void;
}

export function openStore(file: string): Store {
  const database = new Database(file, { timeout: 5000 });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.transaction(() => database.exec(tables)).immediate();
  const prepared = new Map<string, Database.Statement<unknown[]>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare<unknown[]>(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    get: <Row>(sql: string, ...values: unknown[]) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: unknown[]) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => statement(sql).run(...values).changes,
    atOnce: (work) => database.transaction(work).immediate(),
    close: () => database.close(),
  };
}

// Lists sort by created, then seq. body is the object as the API shows it.
const tables = `
  CREATE TABLE IF NOT EXISTS accounts (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, created TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS accounts_created ON accounts (created);
  CREATE TABLE IF NOT EXISTS account_holders (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, account_token TEXT NOT NULL UNIQUE,
    business_account_token TEXT, external_id TEXT, email TEXT, created TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS holders_created ON account_holders (created);
  CREATE INDEX IF NOT EXISTS holders_external_id ON account_holders (external_id);
  CREATE INDEX IF NOT EXISTS holders_email ON account_holders (email);
  CREATE TABLE IF NOT EXISTS financial_accounts (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, account_token TEXT NOT NULL,
    type TEXT NOT NULL, created TEXT NOT NULL, body TEXT NOT NULL, total INTEGER NOT NULL DEFAULT 0, pending INTEGER NOT NULL DEFAULT 0,
    last_transaction_token TEXT, last_event_token TEXT, updated TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS financial_accounts_account ON financial_accounts (account_token);
  CREATE TABLE IF NOT EXISTS payments (token TEXT PRIMARY KEY, event_token TEXT NOT NULL, result TEXT NOT NULL, request TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS cards (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, account_token TEXT NOT NULL, state TEXT NOT NULL,
    memo TEXT NOT NULL, created TEXT NOT NULL, pan TEXT NOT NULL UNIQUE, cvv TEXT NOT NULL, body TEXT NOT NULL,
    locked_to TEXT, copies INTEGER NOT NULL DEFAULT 0, shipping TEXT);
  CREATE INDEX IF NOT EXISTS cards_account_state ON cards (account_token, state, created);
  CREATE INDEX IF NOT EXISTS cards_account_created ON cards (account_token, created);
  CREATE INDEX IF NOT EXISTS cards_state ON cards (state, created);
  CREATE INDEX IF NOT EXISTS cards_memo ON cards (memo);
  CREATE INDEX IF NOT EXISTS cards_created ON cards (created);
  CREATE TABLE IF NOT EXISTS conversions (card_token TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS embed_sessions (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, id TEXT NOT NULL, card_token TEXT NOT NULL,
    target_origin TEXT NOT NULL, expires TEXT NOT NULL, viewed TEXT NOT NULL DEFAULT '');
  CREATE TABLE IF NOT EXISTS pin_sessions (hash TEXT PRIMARY KEY, max_pin_length INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS auth_rules (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, scope TEXT NOT NULL, state TEXT NOT NULL,
    type TEXT NOT NULL, name TEXT, created TEXT NOT NULL, current_version INTEGER, draft_version INTEGER);
  CREATE INDEX IF NOT EXISTS auth_rules_scope ON auth_rules (scope);
  CREATE TABLE IF NOT EXISTS auth_rule_versions (rule_token TEXT NOT NULL, version INTEGER NOT NULL, parameters TEXT NOT NULL,
    created TEXT NOT NULL, PRIMARY KEY (rule_token, version)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS auth_rule_bindings (rule_token TEXT NOT NULL, list TEXT NOT NULL, position INTEGER NOT NULL,
    token TEXT NOT NULL, PRIMARY KEY (rule_token, list, position)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS auth_rule_bindings_token ON auth_rule_bindings (token, list);
  CREATE TABLE IF NOT EXISTS auth_rule_results (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, auth_rule_token TEXT NOT NULL,
    event_token TEXT NOT NULL, created TEXT NOT NULL, has_actions INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS auth_rule_results_rule ON auth_rule_results (auth_rule_token, created);
  CREATE INDEX IF NOT EXISTS auth_rule_results_event ON auth_rule_results (event_token, created);
  CREATE TABLE IF NOT EXISTS auth_rule_backtests (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, rule_token TEXT NOT NULL,
    created TEXT NOT NULL, start TEXT NOT NULL, until TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS auth_rule_backtests_rule ON auth_rule_backtests (rule_token, created);
  CREATE TABLE IF NOT EXISTS transactions (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, card_token TEXT NOT NULL,
    account_token TEXT NOT NULL, status TEXT NOT NULL, approved INTEGER NOT NULL, created TEXT NOT NULL, body TEXT NOT NULL,
    hold INTEGER NOT NULL, settled INTEGER NOT NULL, spent INTEGER NOT NULL, cash INTEGER NOT NULL, mcc TEXT NOT NULL, country TEXT NOT NULL,
    pan_entry_mode TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS transactions_card ON transactions (card_token, created);
  CREATE INDEX IF NOT EXISTS transactions_account ON transactions (account_token, created);
  CREATE INDEX IF NOT EXISTS transactions_status ON transactions (status, created);
  CREATE INDEX IF NOT EXISTS transactions_created ON transactions (created);
  CREATE TABLE IF NOT EXISTS card_programs (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, created TEXT NOT NULL,
    name TEXT NOT NULL);
  INSERT OR IGNORE INTO card_programs VALUES
    (1, '00000000-0000-0000-1000-000000000000', '2026-01-01T00:00:00.000Z', 'Simulated Commercial Debit'),
    (2, '00000000-0000-0000-2000-000000000000', '2026-01-01T00:00:00.000Z', 'Simulated Travel');
  CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, event_type TEXT NOT NULL, created TEXT NOT NULL,
    payload TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS events_created ON events (created);
  CREATE TABLE IF NOT EXISTS event_subscriptions (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, created TEXT NOT NULL,
    body TEXT NOT NULL, secret TEXT NOT NULL, old_secret TEXT, old_secret_until TEXT);
  CREATE TABLE IF NOT EXISTS deliveries (seq INTEGER PRIMARY KEY, event_token TEXT NOT NULL, subscription_token TEXT NOT NULL,
    due TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0, since TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due);
  CREATE TABLE IF NOT EXISTS delivery_attempts (seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, event_token TEXT NOT NULL,
    subscription_token TEXT NOT NULL, status TEXT NOT NULL, created TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS delivery_attempts_subscription ON delivery_attempts (subscription_token, created);
  CREATE INDEX IF NOT EXISTS delivery_attempts_event ON delivery_attempts (event_token, created);
  CREATE TABLE IF NOT EXISTS idempotency_keys (key TEXT PRIMARY KEY, request_hash TEXT NOT NULL, created TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT);
  CREATE INDEX IF NOT EXISTS idempotency_keys_created ON idempotency_keys (created);
  CREATE TABLE IF NOT EXISTS rate_windows (name TEXT PRIMARY KEY, second INTEGER NOT NULL, requests INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS enrolment_status (only_row INTEGER PRIMARY KEY, status TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS faults (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, matched INTEGER NOT NULL DEFAULT 0,
    struck INTEGER NOT NULL DEFAULT 0);
`;
