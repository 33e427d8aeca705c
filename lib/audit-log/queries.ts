import type { Actor } from "@/lib/auth/actor.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { type ListSource, type Page, prismaSource, readPage } from "@/lib/lists/list-page.ts";
import { type AuditRow, auditColumns, type HistoryEntry, inWords } from "./history-entries.ts";
import type { HistoryQuery } from "./history-list.ts";

/** A page of a row's history. The caller has already checked that the actor may see the row. */
export async function readHistory(
  db: Reader,
  actor: Actor,
  target: { readonly model: string; readonly id: number | string },
  query: HistoryQuery,
): Promise<Page<HistoryEntry>> {
  const where = { targetType: target.model, targetId: String(target.id) };
  const source: ListSource<AuditRow> = {
    ...prismaSource<AuditRow>(db.auditLog, { where, select: auditColumns, fields: {} }),
    async rows({ direction, from, take }) {
      const found = await db.auditLog.findMany({
        where: from ? { ...where, seq: { [direction === "asc" ? "gt" : "lt"]: from.id } } : where,
        orderBy: { seq: direction },
        select: auditColumns,
        take,
      });
      return found.map((row) => ({ row, place: { id: row.seq, value: row.seq } }));
    },
  };
  const page = await readPage(query, source);
  return { ...page, rows: await inWords(db, actor, page.rows) };
}

// The rows to scan for a short list before reading action by action. A hundred thousand rows of one
// verb may lie between two of another.
const maxLookedThrough = 5_000;

/** The newest matching rows of the actor's account that record one of these actions. */
export async function latestOfActions(
  db: Reader,
  actor: Actor,
  wanted: { readonly actions: readonly string[]; readonly where: object },
  take: number,
): Promise<HistoryEntry[]> {
  const read = (more: object) =>
    db.auditLog.findMany({
      where: { AND: [wanted.where, more] },
      orderBy: { seq: "desc" },
      select: auditColumns,
      take,
    });
  const newest = await db.auditLog.findFirst({ orderBy: { seq: "desc" }, select: { seq: true } });
  const from = (newest?.seq ?? 0) - maxLookedThrough;
  const recent = await read({ action: { in: [...wanted.actions] }, seq: { gt: from } });
  if (recent.length === take || from <= 0) return inWords(db, actor, recent);
  const byAction: AuditRow[] = [];
  for (const action of wanted.actions) byAction.push(...(await read({ action })));
  return inWords(db, actor, byAction.sort((a, b) => b.seq - a.seq).slice(0, take));
}

/** The newest matching audit rows of the actor's account. */
export async function latestEntries(
  db: Reader,
  actor: Actor,
  where: object,
  take: number,
): Promise<HistoryEntry[]> {
  const rows = await db.auditLog.findMany({ where, orderBy: { seq: "desc" }, select: auditColumns, take });
  return inWords(db, actor, rows);
}
