import { createHash } from "node:crypto";
import { expect } from "vitest";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import type { TestBusiness } from "@/lib/testing/test-database.ts";
import { cardHere } from "@/lib/testing/test-issuer.ts";
import { type IssuerTransaction, transactionsOf } from "@/lib/testing/test-payments.ts";
import { type Step, totalOf } from "./transaction.ts";

/** The transactions of a card in the portal's own table with their steps, oldest first. */
export function transactionsHere({ accountId }: TestBusiness, cardId: number) {
  return inAccount(accountId, (db) =>
    db.transaction.findMany({
      where: { cardId },
      include: { events: { orderBy: { occurredAt: "asc" } } },
      orderBy: { occurredAt: "asc" },
    }),
  );
}

/** Expects that each transaction of a card is recorded as the issuer states it, that its amount is
 *  the sum of its own steps, and that the card's last use is the newest approved transaction. */
export async function expectRecorded(business: TestBusiness, cardId: number): Promise<void> {
  const { token, lastUsedAt } = await cardHere(business, cardId);
  const stated = await transactionsOf(token ?? "");
  const rows = await transactionsHere(business, cardId);
  const byToken = new Map(rows.map((row) => [openField("Transaction", row, "lithicTransactionToken"), row]));
  expect([...byToken.keys()].sort()).toEqual(stated.map((one) => one.token).sort());
  for (const one of stated) {
    const row = byToken.get(one.token);
    expect({ amount: row?.amount, status: row?.status }).toEqual({
      amount: amountStated(one),
      status: statusStated(one),
    });
    expect(row?.amount).toBe(totalOf((row?.events ?? []) as unknown as Step[]));
    expect(row?.events.map((event) => event.lithicEventTokenHash).sort()).toEqual(
      one.events.map((event) => hash(event.token)).sort(),
    );
  }
  const approved = stated
    .filter(({ result }) => result === "APPROVED")
    .map(({ created }) => Date.parse(created));
  expect(lastUsedAt).toEqual(new Date(Math.max(0, ...approved)));
}

// Credits are negative, except in the amounts that the issuer states as held.
function amountStated({ status, settled_amount: settled, amounts }: IssuerTransaction): bigint {
  return BigInt(status === "SETTLED" ? settled : status === "PENDING" ? 0 - amounts.hold.amount : 0);
}

function statusStated({ status }: IssuerTransaction): string {
  return status.toLowerCase();
}

const hash = (token: string) => createHash("sha256").update(token).digest("base64url");
