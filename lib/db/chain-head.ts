import { connection } from "./client.ts";
import type { Transaction } from "./transaction.ts";

/** The newest link of an account's audit chain. Until the transaction ends nobody else gets it, which also makes it the lock of the account. */
export async function lockChain(tx: Transaction, accountId: number): Promise<{ seq: number; hash: string }> {
  // SQLite needs no lock: its writing transactions are alone from their first statement on.
  const [head] =
    connection().engine === "postgresql"
      ? await tx.$queryRaw<Head[]>`SELECT seq, hash FROM audit_heads WHERE account_id = ${accountId} FOR UPDATE`
      : await tx.$queryRaw<Head[]>`SELECT seq, hash FROM audit_heads WHERE account_id = ${accountId}`;
  if (!head) throw new Error(`Account ${accountId} has no audit chain`);
  return { seq: Number(head.seq), hash: head.hash };
}

interface Head {
  readonly seq: number | bigint;
  readonly hash: string;
}
