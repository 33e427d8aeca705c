import { z } from "zod";
import { countryName } from "@/lib/addresses/countries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { merchantCategory } from "@/lib/merchant-categories/merchant-categories.ts";
import { readAs } from "@/lib/read.ts";
import type { Decline } from "@/lib/transactions/decline-words.ts";
import type { StepKind, TransactionStatus } from "@/lib/transactions/transaction.ts";
import { requireSandbox } from "./sandbox.ts";

/** A transaction as the sandbox shows it, with what the issuer sent about it, oldest first. Amounts
 *  are minor units, times ISO 8601. */
export interface Arrival {
  readonly id: string;
  readonly card: { readonly id: number; readonly memo: string | null; readonly lastFour: string | null };
  readonly merchantName: string;
  readonly merchantCategory: string;
  readonly status: TransactionStatus;
  readonly decline: Decline;
  readonly amount: number;
  readonly currency: string;
  readonly merchantAmount: number;
  readonly merchantCurrency: string;
  readonly occurredAt: string;
  readonly steps: readonly ArrivedStep[];
  readonly messages: readonly ArrivedMessage[];
}

/** A step of a transaction. */
export interface ArrivedStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly isApproved: boolean;
  readonly amount: number;
  readonly at: string;
}

/** A webhook message about a transaction. `handledAt` is null until it is applied. */
export interface ArrivedMessage {
  readonly id: string;
  readonly receivedAt: string;
  readonly handledAt: string | null;
  readonly attempts: number;
}

const shown = 10;
// Each transaction has a message for each step.
const messagesLookedAt = 50;

/** The newest transactions of the business and the messages about them, newest first. Throws
 *  NOT_FOUND in production. */
export async function listArrivals(actor: Actor): Promise<readonly Arrival[]> {
  requireSandbox();
  return readAs(actor, "sandbox.see", async (db) => {
    const rows = await db.transaction.findMany({
      orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
      take: shown,
      include: {
        card: { select: { id: true, memo: true, lastFour: true } },
        rule: { select: { kind: true, profile: { select: { name: true } } } },
        events: { orderBy: [{ occurredAt: "asc" }, { id: "asc" }] },
      },
    });
    const messages = rows.length > 0 ? await newestMessages(db) : [];
    return rows.map((row) => {
      const token = openField("Transaction", row, "lithicTransactionToken");
      return toArrival(
        row,
        messages.filter((message) => message.token === token),
      );
    });
  });
}

type Found = Row<"Transaction"> & {
  readonly card: Arrival["card"];
  readonly rule: { readonly kind: string; readonly profile: { readonly name: string } } | null;
  readonly events: readonly Row<"TransactionEvent">[];
};

type Message = ArrivedMessage & { readonly token: string | undefined };

const toArrival = ({ card, rule, events, ...row }: Found, messages: readonly Message[]): Arrival => ({
  id: row.id,
  card,
  merchantName: row.merchantName,
  merchantCategory: row.merchantCategory,
  status: row.status as TransactionStatus,
  decline: {
    reasons: row.declineReason === null ? [] : [row.declineReason],
    profile: rule?.profile.name ?? null,
    ruleKind: rule?.kind ?? null,
    category: merchantCategory(row.merchantCategory).name,
    country: row.merchantCountry === null ? null : countryName(row.merchantCountry),
  },
  amount: Number(row.amount),
  currency: row.currency,
  merchantAmount: Number(row.merchantAmount),
  merchantCurrency: row.merchantCurrency,
  occurredAt: row.occurredAt.toISOString(),
  steps: events.map(({ id, kind, result, amount, occurredAt }) => ({
    ...{ id, kind: kind as StepKind, isApproved: result === "approved", amount: Number(amount) },
    at: occurredAt.toISOString(),
  })),
  messages: messages.map(({ token: _, ...message }) => message),
});

const about = z.object({ token: z.uuid() });

// Only the body of a message says which transaction it is about, and it is sealed.
async function newestMessages(db: Reader): Promise<Message[]> {
  const rows = await db.webhookEvent.findMany({
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: messagesLookedAt,
  });
  return rows.toReversed().map((row) => ({
    id: row.id,
    receivedAt: row.receivedAt.toISOString(),
    handledAt: row.handledAt?.toISOString() ?? null,
    attempts: row.attempts,
    token: about.safeParse(JSON.parse(openField("WebhookEvent", row, "body") ?? "{}")).data?.token,
  }));
}
