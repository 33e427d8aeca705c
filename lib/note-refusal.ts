import { appendToChains } from "@/lib/audit-log/append.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { retried } from "@/lib/db/retried.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import type { ErrorTarget } from "@/lib/errors.ts";
import type { Permission } from "@/lib/permissions.ts";
import { log } from "@/lib/process/log.ts";
import { outsideRequests } from "@/lib/process/outside-requests.ts";

/** What was refused to an actor, and about which row. By default about the actor. */
export interface Refusal {
  readonly action: Permission;
  readonly target?: ErrorTarget | undefined;
  readonly reason?: string | null;
}

/** Refusals of one kind to one person. The first is written at once, the others as one row. */
interface Repeated {
  readonly actor: Actor;
  readonly refusal: Refusal;
  times: number;
}

const foldedMilliseconds = 10 * 60_000;
// Beyond these, the refusals of an action to a person are one kind, whichever row they tried.
const maxRows = 20;

const held = globalThis as typeof globalThis & { portalRefusals?: Map<string, Repeated> };

// All bundles that Next makes of this module share it.
const repeated = () => {
  held.portalRefusals ??= new Map();
  return held.portalRefusals;
};

/** Records in the audit log that something was refused to an actor, under the row that was tried.
 *  What is refused again within ten minutes is counted, and written as one row with its count. */
export async function noteRefusal(actor: Actor, refusal: Refusal): Promise<void> {
  const key = keyOf(actor, refusal);
  const before = repeated().get(key);
  if (before) {
    before.times += 1;
    return;
  }
  repeated().set(key, { actor, refusal, times: 0 });
  outsideRequests(() => setTimeout(() => void writeRepeated(key), foldedMilliseconds).unref());
  await write(actor, refusal, {});
}

/** Writes the counts of all repeated refusals now, before the process ends. */
export async function writeRepeatedRefusals(): Promise<void> {
  await Promise.all([...repeated().keys()].map(writeRepeated));
}

async function writeRepeated(key: string): Promise<void> {
  const last = repeated().get(key);
  repeated().delete(key);
  if (!last || last.times === 0) return;
  await write(last.actor, last.refusal, { times: [null, last.times] }).catch((error: unknown) =>
    log().error({ error, action: last.refusal.action }, "audit: repeated refusals could not be recorded"),
  );
}

function keyOf(actor: Actor, refusal: Refusal): string {
  const { model, id } = targetOf(actor, refusal);
  const who = [actor.homeAccountId, actor.userId ?? actor.label, actor.apiKeyId ?? ""];
  const kind = [...who, refusal.action, refusal.reason ?? ""].join("\n");
  const exact = `${kind}\n${model} ${id}`;
  if (actor.userId === null || repeated().has(exact)) return exact;
  const rows = [...repeated().keys()].filter((key) => key.startsWith(`${kind}\n`)).length;
  return rows < maxRows ? exact : `${kind}\n`;
}

const targetOf = ({ userId }: Actor, { target }: Refusal) => target ?? { model: "User", id: userId ?? 0 };

async function write(actor: Actor, refusal: Refusal, changes: object): Promise<void> {
  const { model, id } = targetOf(actor, refusal);
  const entry = {
    accountId: actor.homeAccountId,
    action: refusal.action,
    outcome: "refused",
    targetType: model,
    targetId: String(id),
    changes: JSON.stringify(changes),
    reason: refusal.reason ?? null,
  } as const;
  await retried(() =>
    inTransaction({ accountId: actor.homeAccountId }, () => appendToChains(actor, [entry], new Date())),
  );
}
