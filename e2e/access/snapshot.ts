import { expiredReason } from "@/lib/auth/session/check-session.ts";
import type { DescribedModel } from "../../prisma/generate/described-model.ts";
import { schemaMap } from "../../prisma/generated/schema-map.ts";
import type { Businesses, Prepared } from "./businesses.ts";
import { databaseAt } from "./database.ts";

// Data that the portal records by itself: when somebody was last seen, when a key was last used,
// when a balance was read, refusals, and the issuer's webhooks.
const kept = new Set(["lastSeenAt", "lastUsedAt", "balanceAsOf"]);
const notes = new Set(["AuditLog", "AuditHead", "AuditCheckpoint", "WebhookEvent"]);

/** Every row of two businesses, for checking that nothing has changed. */
export async function snapshot(
  { databaseUrl }: Prepared,
  { ours, theirs }: Businesses,
): Promise<Record<string, unknown>> {
  const database = await databaseAt(databaseUrl);
  const rows: Record<string, unknown> = {};
  for (const [name, { table, tenantField, fields }] of Object.entries<DescribedModel>(schemaMap).filter(
    ([name]) => !notes.has(name),
  )) {
    const columns = Object.entries(fields)
      .filter(([field]) => !kept.has(field))
      .map(([, { column }]) => column);
    const shown = name === "Session" ? columnsOfSessions(columns) : columns;
    const select = `SELECT ${shown.join(", ")} FROM ${table}`;
    const where = `${fields[tenantField]?.column} IN (?, ?)`;
    rows[name] = await database.rows(`${select} WHERE ${where} ORDER BY id`, [ours.account, theirs.account]);
  }
  return rows;
}

// Sessions expire while the tests run. Any other end has another reason.
const columnsOfSessions = (columns: readonly string[]) =>
  columns
    .filter((column) => !["revoked_at", "updated_at", "version"].includes(column))
    .map((column) => (column === "revoked_reason" ? `NULLIF(${column}, '${expiredReason}')` : column));
