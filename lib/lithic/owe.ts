import { randomUUID } from "node:crypto";
import type { Work } from "@/lib/command.ts";
import type { ModelName } from "@/lib/db/schema.ts";
import { crashPoint } from "@/lib/process/crash-point.ts";
import { attemptSoon } from "./attempt.ts";
import { type OperationKindName, unfinished } from "./operation.ts";
import { lateMilliseconds } from "./spent-key.ts";

interface Owed {
  readonly kind: OperationKindName;
  readonly target: { readonly model: ModelName & ("Account" | "User" | "Card"); readonly id: number };
  readonly payload?: Readonly<Record<string, unknown>>;
  /** When it may be sent first; at once when not said. */
  readonly notBefore?: Date;
}

/** Writes down, in the transaction of the change, what the issuer has to be told of it; once that is committed it is tried at once, and by the
 *  worker until the issuer has answered. Answers with the number of what is owed. */
export async function oweIssuer(
  { db, now, after }: Pick<Work<unknown>, "db" | "now" | "after">,
  owed: Owed,
): Promise<number> {
  const operation = await db.insert("LithicOperation", {
    kind: owed.kind,
    targetType: owed.target.model,
    targetId: String(owed.target.id),
    payload: JSON.stringify(owed.payload ?? {}),
    idempotencyKey: randomUUID(),
    keyMadeAt: now,
    nextAttemptAt: owed.notBefore ?? now,
  });
  if (owed.notBefore) return operation.id;
  after(async () => {
    crashPoint("intent", owed.kind);
    await attemptSoon(operation.id);
  });
  return operation.id;
}

/** Owes the issuer what a card is now wanted to be, in place of earlier wishes that are not being sent. What was sent without an answer could
 *  still arrive after the new wish, so that is looked at a little later. Answers with the number of what is owed. */
export async function oweCardWish(
  work: Pick<Work<unknown>, "db" | "now" | "after">,
  kind:
    | "card.freeze"
    | "card.unfreeze"
    | "card.close"
    | "card.activate"
    | "card.change-limit"
    | "card.change-memo",
  cardId: number,
): Promise<number> {
  const target = { model: "Card", id: cardId } as const;
  const overtaken =
    kind === "card.change-limit" || kind === "card.change-memo"
      ? ([kind, "card.check"] as const)
      : stateKinds;
  const earlier = await work.db.read.lithicOperation.findMany({
    where: {
      targetType: "Card",
      targetId: String(cardId),
      kind: { in: [...overtaken] },
      status: { in: [...unfinished] },
    },
  });
  for (const row of earlier)
    if (row.status !== "running")
      await work.db.update("LithicOperation", row, { status: "superseded", payload: "{}" });
  const operationId = await oweIssuer(work, { kind, target });
  if (
    earlier.some((row) => row.attempts > 0 || row.kind === "card.check") ||
    (await wasSentTwice(work, cardId, overtaken))
  )
    await oweIssuer(work, {
      kind: "card.check",
      target,
      notBefore: new Date(work.now.getTime() + lateMilliseconds),
    });
  return operationId;
}

// Done by now, but with a call before that was given up and may still arrive.
async function wasSentTwice(
  { db, now }: Pick<Work<unknown>, "db" | "now">,
  cardId: number,
  kinds: readonly OperationKindName[],
): Promise<boolean> {
  const where = {
    targetType: "Card",
    targetId: String(cardId),
    kind: { in: [...kinds] },
    attempts: { gt: 1 },
    updatedAt: { gt: new Date(now.getTime() - 2 * lateMilliseconds) },
  };
  return (await db.read.lithicOperation.findFirst({ where, select: { id: true } })) !== null;
}

const stateKinds = [
  "card.freeze",
  "card.unfreeze",
  "card.close",
  "card.activate",
  "card.check",
] as const satisfies readonly OperationKindName[];

/** Whether something, or something of certain kinds, is still owed for a row. */
export async function isOwed(
  { db }: Pick<Work<unknown>, "db">,
  model: Owed["target"]["model"],
  id: number,
  kinds?: readonly OperationKindName[],
): Promise<boolean> {
  const where = {
    targetType: model,
    targetId: String(id),
    status: { in: [...unfinished] },
    ...(kinds && { kind: { in: [...kinds] } }),
  };
  return (await db.read.lithicOperation.findFirst({ where, select: { id: true } })) !== null;
}
