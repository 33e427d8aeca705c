import type { DescribedModel } from "../generate/described-model.ts";
import { appendOnlyTables, type Extra } from "./extra.ts";
import { portalRoles, rowSecurity } from "./row-security.ts";
import { tableChecks } from "./table-checks.ts";

/** The CHECKs, collations, triggers, roles and row-level security of PostgreSQL. */
export function postgresqlExtras(models: DescribedModel[]): Record<string, Extra> {
  const checks = models.flatMap((model) =>
    Object.entries(tableChecks(model)).map(([name, sql]): [string, Extra] => [
      name,
      {
        table: model.table,
        create: `ALTER TABLE "${model.table}" ADD CONSTRAINT "${name}" CHECK (${sql});`,
        drop: `ALTER TABLE "${model.table}" DROP CONSTRAINT IF EXISTS "${name}";`,
      },
    ]),
  );
  const trigger = (name: string, table: string, when: string, body: string): [string, Extra] => [
    name,
    {
      table,
      create: `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN ${body} END $$;
CREATE TRIGGER "${name}" ${when} EXECUTE FUNCTION "${name}"();`,
      drop: `DROP FUNCTION IF EXISTS "${name}"() CASCADE;`,
    },
  ];
  const raise = (name: string) =>
    `RAISE EXCEPTION '${name}' USING ERRCODE = '23514', CONSTRAINT = '${name}';`;
  const refuse = (name: string, table: string, event: string, condition?: string) =>
    trigger(
      name,
      table,
      `BEFORE ${event} ON "${table}" FOR EACH ${event === "TRUNCATE" ? "STATEMENT" : "ROW"}`,
      condition ? `IF ${condition} THEN ${raise(name)} END IF; RETURN NEW;` : raise(name),
    );
  const list = (column: string) => `jsonb_array_elements_text(NEW.${column})`;
  const codes = (noun: string, form: string) =>
    [`allowed_${noun}`, `blocked_${noun}`]
      .map(
        (column) =>
          `jsonb_typeof(NEW.${column}) <> 'array' OR EXISTS (SELECT 1 FROM ${list(column)} c WHERE c !~ '${form}')`,
      )
      .join(" OR ");
  const both = (noun: string) =>
    `EXISTS (SELECT 1 FROM ${list(`allowed_${noun}`)} a JOIN ${list(`blocked_${noun}`)} b ON a = b)`;
  const rules = {
    category_codes: codes("categories", "^[0-9]{4}$"),
    categories_disjoint: both("categories"),
    country_codes: codes("countries", "^[A-Z]{3}$"),
    countries_disjoint: both("countries"),
  };
  const bytewise = models.flatMap(({ table, fields }) =>
    Object.values(fields)
      .filter((field) => field.bytewise)
      .map(({ column }): [string, Extra] => [
        `bytewise_${table}_${column}`,
        {
          table,
          create: `ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE TEXT COLLATE "C";`,
          drop: `ALTER TABLE "${table}" ALTER COLUMN "${column}" TYPE TEXT COLLATE "default";`,
        },
      ]),
  );
  return Object.fromEntries([
    ...checks,
    ...bytewise,
    ...appendOnlyTables(models).flatMap((table) => [
      refuse(`${table}_no_update`, table, "UPDATE"),
      refuse(`${table}_no_delete`, table, "DELETE"),
      refuse(`${table}_no_truncate`, table, "TRUNCATE"),
    ]),
    ...Object.entries(rules).map(([name, condition]) =>
      refuse(`chk_spending_profiles_${name}`, "spending_profiles", "INSERT OR UPDATE", condition),
    ),
    trigger(
      "accounts_start_chain",
      "accounts",
      'AFTER INSERT ON "accounts" FOR EACH ROW',
      "INSERT INTO audit_heads (account_id, seq, hash) VALUES (NEW.id, 0, ''); RETURN NULL;",
    ),
    // Once per statement. A head that moved with every row would leave a dead version for each, and
    // the time would grow with the square of the rows.
    trigger(
      "audit_logs_continue_chain",
      "audit_logs",
      'AFTER INSERT ON "audit_logs" REFERENCING NEW TABLE AS added FOR EACH STATEMENT',
      `IF EXISTS (
  SELECT 1 FROM (SELECT account_id, seq, prev_hash, lag(seq) OVER chain AS last_seq, lag(hash) OVER chain AS last_hash
    FROM added WINDOW chain AS (PARTITION BY account_id ORDER BY seq)) a LEFT JOIN audit_heads h ON h.account_id = a.account_id
  WHERE h.account_id IS NULL OR a.seq <> COALESCE(a.last_seq, h.seq) + 1 OR a.prev_hash <> COALESCE(a.last_hash, h.hash)
) THEN ${raise("audit_logs_continue_chain")} END IF;
UPDATE audit_heads h SET seq = newest.seq, hash = newest.hash
  FROM (SELECT DISTINCT ON (account_id) account_id, seq, hash FROM added ORDER BY account_id, seq DESC) newest WHERE h.account_id = newest.account_id;
RETURN NULL;`,
    ),
    refuse(
      "audit_heads_only_forward",
      "audit_heads",
      "UPDATE",
      "pg_trigger_depth() < 2 OR NEW.seq <= OLD.seq",
    ),
    refuse("audit_heads_no_delete", "audit_heads", "DELETE"),
    refuse("audit_heads_no_truncate", "audit_heads", "TRUNCATE"),
    ["portal_roles", portalRoles],
    ...models.map((model): [string, Extra] => [`row_security_${model.table}`, rowSecurity(model)]),
  ]);
}
