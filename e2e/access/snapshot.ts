import { openRaw } from "../../lib/db/upkeep/raw-database.ts";
import type { DescribedModel } from "../../prisma/generate/described-model.ts";
import { schemaMap } from "../../prisma/generated/schema-map.ts";
import type { Businesses, Prepared } from "./businesses.ts";

// What the portal notes by itself: that somebody was seen, when a balance was asked for, that something was refused, and what the issuer tells.
const kept = new Set(["lastSeenAt", "balanceAsOf"]);
const notes = new Set(["AuditLog", "AuditHead", "AuditCheckpoint", "WebhookEvent"]);

/** Every row of two businesses, to see that nothing has changed. */
export async function snapshot(
  { databaseUrl }: Prepared,
  { ours, theirs }: Businesses,
): Promise<Record<string, unknown>> {
  const database = await openRaw(databaseUrl, { asLogin: true });
  const rows: Record<string, unknown> = {};
  for (const [name, { table, tenantField, fields }] of Object.entries<DescribedModel>(schemaMap).filter(
    ([name]) => !notes.has(name),
  )) {
    const columns = Object.entries(fields).filter(([field]) => !kept.has(field));
    const select = `SELECT ${columns.map(([, { column }]) => column).join(", ")} FROM ${table}`;
    const where = `${fields[tenantField]?.column} IN (?, ?)`;
    rows[name] = await database.rows(`${select} WHERE ${where} ORDER BY id`, [ours.account, theirs.account]);
  }
  await database.close();
  return rows;
}
