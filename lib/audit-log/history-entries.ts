import { type Actor, isKeyLabel } from "@/lib/auth/actor.ts";
import { describe } from "@/lib/db/schema.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { reachFor } from "@/lib/permissions.ts";
import { schemaMap } from "@/prisma/generated/schema-map.ts";
import { currentAction, currentField } from "./former-names.ts";
import type { fieldChangeShape, historyEntryShape } from "./history-shapes.ts";

/** A changed field in an entry. Protected values appear as a placeholder. */
export type FieldChange = Shape<typeof fieldChangeShape>;

/** One event of a history, ready to be put into words. `actorName` is null where the reader may not
 *  know it; the role is always present. */
export type HistoryEntry = Shape<typeof historyEntryShape>;

/** The columns of an audit row that a history needs. */
export const auditColumns = {
  id: true,
  seq: true,
  occurredAt: true,
  action: true,
  actorKind: true,
  actorUserId: true,
  actorLabel: true,
  actorRole: true,
  outcome: true,
  reason: true,
  targetType: true,
  targetId: true,
  changes: true,
} as const;

/** An audit row with the columns of a history. */
export interface AuditRow {
  readonly id: string;
  readonly seq: number;
  readonly occurredAt: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorUserId: number | null;
  readonly actorLabel: string;
  readonly actorRole: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly targetType: string;
  readonly targetId: string;
  readonly changes: string;
}

/** Audit rows as history entries, without what the actor may not know. */
export async function inWords(db: Reader, actor: Actor, rows: readonly AuditRow[]): Promise<HistoryEntry[]> {
  const names = await namesOf(db, actor, rows);
  const personal = reachFor(actor, "personal-data.see") !== undefined;
  return rows.map((row) => ({
    id: row.id,
    at: row.occurredAt.toISOString(),
    action: currentAction(row.action),
    actorName: actorName(row, names),
    actorRole: row.actorRole,
    outcome: row.outcome as HistoryEntry["outcome"],
    reason: row.reason,
    targetType: row.targetType,
    targetId: row.targetId,
    changes: shownChanges(row, personal),
  }));
}

// Deleted users keep their name in the history.
async function namesOf(
  db: Reader,
  actor: Actor,
  rows: readonly AuditRow[],
): Promise<ReadonlyMap<number, string>> {
  if (!reachFor(actor, "personal-data.see")) return new Map();
  const ids = new Set(rows.flatMap(({ actorUserId }) => (actorUserId === null ? [] : [actorUserId])));
  if (ids.size === 0) return new Map();
  const users = await withDeleted(() =>
    db.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } }),
  );
  return new Map(users.map(({ id, name }) => [id, name]));
}

function actorName(
  { actorKind, actorRole, actorLabel, actorUserId }: AuditRow,
  names: ReadonlyMap<number, string>,
): string | null {
  if (actorKind === "system") return actorLabel === "lithic" ? "the issuer" : "the portal";
  if (actorRole === "operator") return "platform operator";
  if (isKeyLabel(actorLabel)) return actorLabel;
  return names.get(actorUserId ?? 0) ?? null;
}

function shownChanges({ targetType, changes }: AuditRow, personal: boolean): FieldChange[] {
  const fields = JSON.parse(changes) as Record<string, readonly [unknown, unknown]>;
  return Object.entries(fields)
    .map(([name, values]) => [currentField(targetType, name), values] as const)
    .filter(([name]) => isShown(targetType, name, personal))
    .map(([field, [before, after]]) => ({ field, before: plain(before), after: plain(after) }));
}

// A field of a part reads "SpendingProfileRule 12.status". A name that is not a column is a note
// from a verb, such as how many cards changed.
function isShown(targetType: string, name: string, personal: boolean): boolean {
  const [, part, field] = /^(?:(\w+) \S+\.)?(\w+)$/.exec(name) ?? [];
  const model = part ?? targetType;
  const dataClass = Object.hasOwn(schemaMap, model)
    ? describe(model).fields[field ?? ""]?.dataClass
    : undefined;
  if (dataClass === "public") return true;
  return personal && dataClass !== "internal" && dataClass !== "secret";
}

function plain(value: unknown): FieldChange["before"] {
  if (value === null || value === undefined) return null;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : JSON.stringify(value);
}
