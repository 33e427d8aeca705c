import type { Actor } from "@/lib/auth/actor.ts";
import { findFields } from "@/lib/db/statements.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import type { DeclineWords } from "./decline-words.ts";
import type { StepKind } from "./transaction.ts";
import { transactionRow, transactionRowFields, wordsOfDecline } from "./transaction-row.ts";
import type { transactionShape } from "./transaction-shapes.ts";

/** All the details of a transaction. */
export type TransactionFacts = Shape<typeof transactionShape>;

const facts = {
  ...transactionRowFields,
  merchantAcceptorId: true,
  cardPresence: true,
  entryMode: true,
  pin: true,
  walletType: true,
  settledAt: true,
  updatedAt: true,
  version: true,
} as const;

const step = {
  kind: true,
  result: true,
  amount: true,
  merchantAmount: true,
  detail: true,
  occurredAt: true,
} as const;

const maxSteps = 1_000;

/** A transaction with all details that the actor may see. Needs transaction.see. Throws NOT_FOUND
 *  when the actor may not see it. */
export function readTransaction(actor: Actor, transactionId: string): Promise<TransactionFacts> {
  return readAs(actor, "transaction.see", async (db) => {
    // Prisma would hide a person who was removed since, or a card that has another holder now.
    const found = await findFields("Transaction", { id: transactionId }, facts);
    if (!found) throw noRow("Transaction", transactionId);
    const steps = await db.transactionEvent.findMany({
      where: { transactionId },
      select: step,
      orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
      take: maxSteps,
    });
    return {
      ...transactionRow(actor, found),
      decline: shownDecline(actor, wordsOfDecline(found), found.rule?.kind ?? null),
      paidWith: {
        cardPresence: found.cardPresence as TransactionFacts["paidWith"]["cardPresence"],
        entryMode: found.entryMode,
        pin: found.pin as TransactionFacts["paidWith"]["pin"],
        walletType: found.walletType,
      },
      merchantId: found.merchantAcceptorId,
      steps: steps.map((event) => ({
        kind: event.kind as StepKind,
        result: event.result as "approved" | "declined",
        amount: Number(event.amount),
        merchantAmount: event.merchantAmount === null ? null : Number(event.merchantAmount),
        detail: event.detail,
        at: event.occurredAt.toISOString(),
      })),
      settledAt: found.settledAt?.toISOString() ?? null,
      updatedAt: found.updatedAt.toISOString(),
      version: found.version,
    };
  });
}

function shownDecline(
  actor: Actor,
  words: DeclineWords | null,
  ruleKind: string | null,
): TransactionFacts["decline"] {
  if (!words) return null;
  const { code, title, cardholder, admin, nextStep, others } = words;
  const isManager = reachFor(actor, "card.change-limit") !== undefined;
  return {
    code,
    title,
    text: reachFor(actor, "transaction.see") === "own" ? cardholder : admin,
    nextStep: isManager ? nextStep : null,
    others: [...others],
    ruleKind,
  };
}
