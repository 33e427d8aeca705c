import { z } from "zod";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { command } from "@/lib/command.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { readBalances } from "@/lib/lithic/money.ts";
import { log } from "@/lib/process/log.ts";

const freshMilliseconds = 60_000;
const accountsAtOnce = 10;

// Where the last round ended. An account whose balance the issuer does not report must not delay
// the others.
let lastSeen = 0;

/** Syncs outdated balances from the issuer, a few accounts per round in turn. Returns how many were
 *  outdated. */
export async function refreshBalances(
  statedBefore = new Date(Date.now() - freshMilliseconds),
): Promise<number> {
  const stale = await acrossAccounts((db) =>
    db.account.findMany({
      where: {
        status: { in: ["active", "suspended"] },
        id: { gt: lastSeen },
        lithicAccountToken: { not: null },
        OR: [{ balanceAsOf: null }, { balanceAsOf: { lt: statedBefore } }],
      },
      orderBy: { id: "asc" },
      take: accountsAtOnce,
    }),
  );
  lastSeen = stale.length < accountsAtOnce ? 0 : (stale.at(-1)?.id ?? 0);
  for (const account of stale)
    await refreshBalance(account).catch((error: unknown) =>
      log().warn({ error, accountId: account.id }, "balances: one could not be read"),
    );
  return stale.length;
}

async function refreshBalance(account: Row<"Account">): Promise<void> {
  const token = openField("Account", account, "lithicAccountToken");
  const holding = openField("Account", account, "lithicFinancialAccountToken");
  const stated = token === null ? [] : await readBalances(token);
  const money = stated.find((one) => one.financialAccountToken === holding);
  if (money) await saveBalance(account, money.available);
}

async function saveBalance(account: { id: number; balance: bigint }, available: number): Promise<void> {
  if (account.balance !== BigInt(available)) {
    await syncBalance(issuerActor(account.id), { balance: available });
    return;
  }
  // An unchanged balance is not a change, so the audit log does not record it.
  await inTransaction({ accountId: account.id }, (tx) =>
    tx.account.updateMany({ where: { id: account.id }, data: { balanceAsOf: new Date() } }),
  );
}

const syncBalance = command({
  name: "account.confirm",
  input: z.strictObject({ balance: z.int() }),
  async run({ db, actor, now, input: { balance } }) {
    const account = await db.findForUpdate("Account", actor.accountId);
    await db.record("Account", account, { balance: BigInt(balance), balanceAsOf: now });
    return { accountId: account.id };
  },
});
