import { randomUUID } from "node:crypto";
import { type ChainedRow, chainedFields, linkOf } from "@/lib/audit-log/chain/chain.ts";
import { verifyChains } from "@/lib/audit-log/chain/verify-chains.ts";
import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import { actAs, type SqlValue } from "@/lib/db/raw/raw-database.ts";
import { env } from "@/lib/process/env.ts";
import type { BenchDatabase } from "./databases.ts";

/** How many audit rows are verified per second, on a chain of this many rows. */
export interface AuditFigure {
  readonly rows: number;
  readonly perSecond: number;
}

const length = 100_000;

/** Builds a long chain in an account that has none yet, and measures how fast it is verified. */
export async function measureAudit({ raw, accountIds }: BenchDatabase): Promise<AuditFigure> {
  const accountId = accountIds.at(-1) as number;
  return raw.transaction(async () => {
    await actAs(raw, "portal_system");
    await insertRows(raw, "AuditLog", [...chainedFields, "hash"], chain(accountId));
    await actAs(raw, "login");
    await raw.run("ANALYZE audit_logs");
    await actAs(raw, "portal_system");
    const started = performance.now();
    const { rows, breaks } = await verifyChains(raw, accountId);
    const seconds = (performance.now() - started) / 1000;
    if (breaks.length || rows !== length) throw new Error("The chain made for measuring is not whole");
    return { rows, perSecond: rows / seconds };
  });
}

function* chain(accountId: number): Generator<SqlValue[]> {
  const at = new Date().toISOString();
  let prevHash = "";
  for (let seq = 1; seq <= length; seq++) {
    const row: ChainedRow = {
      id: randomUUID(),
      accountId,
      seq,
      occurredAt: at,
      actorKind: "user",
      actorUserId: 1 + (seq % 50),
      actorLabel: "ada.owner@business.example",
      actorRole: "owner",
      ip: "192.0.2.1",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64)",
      requestId: randomUUID(),
      action: "card.freeze",
      targetType: "Card",
      targetId: String(seq),
      changes: JSON.stringify({ status: ["active", "frozen"], frozenAt: [null, at] }),
      reason: null,
      outcome: "done",
      prevHash,
      keyId: env().AUDIT_KEYS.writing,
      createdAt: at,
    };
    prevHash = linkOf(row) as string;
    yield [...chainedFields.map((field) => row[field] ?? null), prevHash];
  }
}
