import type { DescribedField, DescribedModel, DescribedSchema } from "../generate/described-model.ts";

export type Engine = "sqlite" | "postgresql";

/** A database object that Prisma cannot express. `create` may run again after `drop`. The object
 *  disappears when `table` is dropped. */
export interface Extra {
  readonly table: string;
  readonly create: string;
  readonly drop: string;
}

/** The CHECK rules of a table by name, the same on both engines. They come from the words,
 *  lengths and amounts of its columns, and from its own rules. Throws when two have the same
 *  name, because the database would keep only one of them. */
export function tableChecks(model: DescribedModel): Record<string, string> {
  const columns = Object.values(model.fields).flatMap((field) => {
    const sql = columnCheck(field);
    return sql ? [[`chk_${model.table}_${field.column}`, sql] as const] : [];
  });
  const across = Object.entries(model.checks).map(
    ([name, sql]) => [`chk_${model.table}_${name}`, sql] as const,
  );
  const names = [...columns, ...across].map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice)
    throw new Error(
      `Two rules are named ${twice}: call the @check of the model something else than the column`,
    );
  return Object.fromEntries([...columns, ...across]);
}

function columnCheck({ column, words, length, email, amount, check }: DescribedField): string | undefined {
  if (words) return `${column} IN (${words.map((word) => `'${word}'`).join(", ")})`;
  if (length) return `length(${column}) BETWEEN ${length[0]} AND ${length[1]}`;
  if (email)
    return `length(${column}) BETWEEN 3 AND 254 AND ${column} LIKE '_%@_%' AND ${column} NOT LIKE '%@%@%' AND ${column} NOT LIKE '% %' AND ${column} = lower(${column})`;
  if (amount) return `${column} BETWEEN 1 AND 2147483647`;
  return check;
}

/** Everything of a schema that Prisma cannot express, by name and in order of creation. SQLite's
 *  CHECKs are missing, because they are part of CREATE TABLE. */
export function extras(schema: DescribedSchema, engine: Engine): Record<string, Extra> {
  const models = Object.values(schema);
  return engine === "sqlite" ? sqliteExtras(models) : postgresqlExtras(models);
}

const appendOnlyTables = (models: DescribedModel[]) =>
  models.filter((model) => model.appendOnly).map((model) => model.table);

function sqliteExtras(models: DescribedModel[]): Record<string, Extra> {
  const trigger = (name: string, table: string, when: string, body: string): [string, Extra] => [
    name,
    {
      table,
      create: `CREATE TRIGGER "${name}" ${when} BEGIN ${body} END;`,
      drop: `DROP TRIGGER IF EXISTS "${name}";`,
    },
  ];
  const refuse = (name: string, table: string, event: string, condition?: string) =>
    trigger(
      name,
      table,
      `BEFORE ${event} ON "${table}"${condition ? ` WHEN ${condition}` : ""}`,
      `SELECT RAISE(ABORT, '${name}');`,
    );
  const list = (column: string) => `json_each(NEW.${column})`;
  const codes = ["allowed_categories", "blocked_categories"].map(
    (column) =>
      `json_type(NEW.${column}) <> 'array' OR EXISTS (SELECT 1 FROM ${list(column)} WHERE type <> 'text' OR value NOT GLOB '[0-9][0-9][0-9][0-9]')`,
  );
  const disjoint = `EXISTS (SELECT 1 FROM ${list("allowed_categories")} a JOIN ${list("blocked_categories")} b ON a.value = b.value)`;
  return Object.fromEntries([
    ...appendOnlyTables(models).flatMap((table) => [
      refuse(`${table}_no_update`, table, "UPDATE"),
      refuse(`${table}_no_delete`, table, "DELETE"),
    ]),
    ...["INSERT", "UPDATE"].flatMap((event) => [
      refuse(
        `chk_spending_profiles_category_codes_${event.toLowerCase()}`,
        "spending_profiles",
        event,
        codes.join(" OR "),
      ),
      refuse(
        `chk_spending_profiles_categories_disjoint_${event.toLowerCase()}`,
        "spending_profiles",
        event,
        disjoint,
      ),
    ]),
    trigger(
      "accounts_start_chain",
      "accounts",
      'AFTER INSERT ON "accounts"',
      "INSERT INTO audit_heads (account_id, seq, hash) VALUES (NEW.id, 0, '');",
    ),
    refuse(
      "audit_logs_continue_chain",
      "audit_logs",
      "INSERT",
      "NOT EXISTS (SELECT 1 FROM audit_heads h WHERE h.account_id = NEW.account_id AND NEW.seq = h.seq + 1 AND NEW.prev_hash = h.hash)",
    ),
    trigger(
      "audit_logs_move_head",
      "audit_logs",
      'AFTER INSERT ON "audit_logs"',
      "UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE account_id = NEW.account_id;",
    ),
    refuse(
      "audit_heads_only_forward",
      "audit_heads",
      "UPDATE",
      "NOT (NEW.seq = OLD.seq + 1 AND EXISTS (SELECT 1 FROM audit_logs l WHERE l.account_id = NEW.account_id AND l.seq = NEW.seq AND l.hash = NEW.hash))",
    ),
    refuse("audit_heads_no_delete", "audit_heads", "DELETE"),
  ]);
}

function postgresqlExtras(models: DescribedModel[]): Record<string, Extra> {
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
  const codes = ["allowed_categories", "blocked_categories"].map(
    (column) =>
      `jsonb_typeof(NEW.${column}) <> 'array' OR EXISTS (SELECT 1 FROM ${list(column)} c WHERE c !~ '^[0-9]{4}$')`,
  );
  const disjoint = `EXISTS (SELECT 1 FROM ${list("allowed_categories")} a JOIN ${list("blocked_categories")} b ON a = b)`;
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
    refuse(
      "chk_spending_profiles_category_codes",
      "spending_profiles",
      "INSERT OR UPDATE",
      codes.join(" OR "),
    ),
    refuse("chk_spending_profiles_categories_disjoint", "spending_profiles", "INSERT OR UPDATE", disjoint),
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
    ["portal_roles", roles],
    ...models.map((model): [string, Extra] => [`row_security_${model.table}`, rowSecurity(model)]),
  ]);
}

// Roles belong to the whole cluster. Another portal may have created them, even at this moment.
const roles: Extra = {
  table: "",
  create: `DO $$ BEGIN
  BEGIN CREATE ROLE portal_app NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  BEGIN CREATE ROLE portal_system NOLOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT portal_app, portal_system TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO portal_app, portal_system', current_schema());
END $$;`,
  drop: "",
};

const tenant = "(SELECT NULLIF(current_setting('app.account_id', true), '')::integer)";

function rowSecurity({ table, tenantField, fields, appendOnly, rewritten }: DescribedModel): Extra {
  const mine = `${fields[tenantField]?.column} = ${tenant}`;
  const rights = (insert: boolean) =>
    ["SELECT", insert && "INSERT", !appendOnly && "UPDATE", rewritten && "DELETE"].filter(Boolean).join(", ");
  const madeAcross = table === "accounts" || table === "audit_heads";
  return {
    table,
    create: [
      `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY;`,
      `ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;`,
      `CREATE POLICY in_account ON "${table}" TO portal_app USING (${mine}) WITH CHECK (${mine});`,
      `CREATE POLICY across_accounts ON "${table}" TO portal_system USING (true) WITH CHECK (true);`,
      `GRANT ${rights(!madeAcross)} ON "${table}" TO portal_app;`,
      `GRANT ${rights(true)} ON "${table}" TO portal_system;`,
      ...(fields.id?.type === "Int"
        ? [`GRANT USAGE ON SEQUENCE "${table}_id_seq" TO portal_app, portal_system;`]
        : []),
    ].join("\n"),
    drop: [
      `DROP POLICY IF EXISTS in_account ON "${table}";`,
      `DROP POLICY IF EXISTS across_accounts ON "${table}";`,
      `REVOKE ALL ON "${table}" FROM portal_app, portal_system;`,
    ].join("\n"),
  };
}
