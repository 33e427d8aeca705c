import type { Actor } from "@/lib/auth/actor.ts";
import type { Change } from "@/lib/db/changes/change.ts";
import { connection } from "@/lib/db/client.ts";
import { lockChain } from "@/lib/db/locks.ts";
import { describe } from "@/lib/db/schema.ts";
import { randomUUIDv7 } from "@/lib/db/values/uuid-v7.ts";
import { env } from "@/lib/process/env.ts";
import { type ChainedRow, linkOf } from "./chain/chain.ts";

/** The content of an audit row, and the account whose chain it belongs to. */
export interface Entry {
  readonly accountId: number;
  readonly action: string;
  readonly outcome: "done" | "refused";
  readonly targetType: string;
  readonly targetId: string;
  readonly changes: string;
  readonly reason: string | null;
}

/** The audit entries of a command: one per changed row, including the changes of its parts. */
export function entriesOf(action: string, changes: readonly Change[], reason: string | null): Entry[] {
  const targets = new Map<
    string,
    { accountId: number; model: string; id: string; fields: Record<string, unknown> }
  >();
  for (const { accountId, model, id, target, fields } of changes) {
    const key = `${target.model} ${target.id}`;
    const entry = targets.get(key) ?? { accountId, ...target, fields: {} };
    const prefix = model === target.model ? "" : `${model} ${id}.`;
    for (const [field, [before, after]] of Object.entries(fields)) {
      const name = prefix + field;
      const earlier = entry.fields[name] as readonly [unknown, unknown] | undefined;
      entry.fields[name] = [earlier ? earlier[0] : before, after];
    }
    targets.set(key, entry);
  }
  return [...targets.values()].map(({ accountId, model, id, fields }) => ({
    accountId,
    action,
    outcome: "done",
    targetType: model,
    targetId: id,
    changes: JSON.stringify(fields),
    reason,
  }));
}

/** Appends entries to their accounts' chains. Call it last in a transaction: it locks those chains
 *  until the commit. */
export async function appendToChains(actor: Actor, entries: readonly Entry[], at: Date): Promise<void> {
  const accountIds = [...new Set(entries.map((entry) => entry.accountId))].sort((a, b) => a - b);
  for (const accountId of accountIds) {
    const own = entries.filter((entry) => entry.accountId === accountId);
    await appendToChain(actor, accountId, own, at);
  }
}

const fields = Object.entries(describe("AuditLog").fields);
const insert = `INSERT INTO audit_logs (${fields.map(([, { column }]) => column).join(", ")}) VALUES (${fields.map(() => "?").join(", ")})`;

async function appendToChain(
  actor: Actor,
  accountId: number,
  entries: readonly Entry[],
  at: Date,
): Promise<void> {
  let { seq, hash: prevHash } = await lockChain(accountId);
  for (const entry of entries) {
    seq += 1;
    const row: ChainedRow = {
      id: randomUUIDv7(at),
      seq,
      occurredAt: at.toISOString(),
      actorKind: actor.kind,
      actorUserId: actor.userId,
      actorLabel: actor.label,
      actorRole: actor.role,
      ip: actor.ip,
      userAgent: actor.userAgent,
      requestId: actor.requestId,
      ...entry,
      prevHash,
      keyId: env().AUDIT_KEYS.writing,
      createdAt: at.toISOString(),
    };
    const hash = linkOf(row) as string;
    const stored: ChainedRow = { ...row, hash };
    await connection().plainSql(
      insert,
      fields.map(([field, { type }]) => (type === "DateTime" ? storedTime(at) : (stored[field] ?? null))),
    );
    prevHash = hash;
  }
}

// The format in which Prisma writes a time on either engine.
const storedTime = (at: Date) => at.toISOString().replace("Z", "+00:00");
