import type { DescribedModel } from "../generate/described-model.ts";
import { appendOnlyTables, type Extra } from "./extra.ts";

/** The triggers of SQLite. */
export function sqliteExtras(models: DescribedModel[]): Record<string, Extra> {
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
  const codes = (noun: string, form: string) =>
    [`allowed_${noun}`, `blocked_${noun}`]
      .map(
        (column) =>
          `json_type(NEW.${column}) <> 'array' OR EXISTS (SELECT 1 FROM ${list(column)} WHERE type <> 'text' OR value NOT GLOB '${form}')`,
      )
      .join(" OR ");
  const both = (noun: string) =>
    `EXISTS (SELECT 1 FROM ${list(`allowed_${noun}`)} a JOIN ${list(`blocked_${noun}`)} b ON a.value = b.value)`;
  const rules = {
    category_codes: codes("categories", "[0-9][0-9][0-9][0-9]"),
    categories_disjoint: both("categories"),
    country_codes: codes("countries", "[A-Z][A-Z][A-Z]"),
    countries_disjoint: both("countries"),
  };
  return Object.fromEntries([
    ...appendOnlyTables(models).flatMap((table) => [
      refuse(`${table}_no_update`, table, "UPDATE"),
      refuse(`${table}_no_delete`, table, "DELETE"),
    ]),
    ...["INSERT", "UPDATE"].flatMap((event) =>
      Object.entries(rules).map(([name, condition]) =>
        refuse(`chk_spending_profiles_${name}_${event.toLowerCase()}`, "spending_profiles", event, condition),
      ),
    ),
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
