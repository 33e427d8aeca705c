import { AppError } from "@/lib/errors.ts";
import { connection } from "./client.ts";
import { describe, type ModelName } from "./schema.ts";

// SQLite needs no locks: its writing units of work are alone from their first statement on.
const forUpdate = () => (connection().engine === "postgresql" ? " FOR UPDATE" : "");

/** The newest link of an account's audit chain. Until the unit of work ends nobody else gets it, which also makes it the lock of the account.
 *  Throws NOT_FOUND when there is no such account. */
export async function lockChain(accountId: number): Promise<{ seq: number; hash: string }> {
  const [head] = await connection().plainSql(
    `SELECT seq, hash FROM audit_heads WHERE account_id = ?${forUpdate()}`,
    [accountId],
  );
  if (!head) throw new AppError("NOT_FOUND");
  return { seq: Number(head[0]), hash: String(head[1]) };
}

/** Makes every other unit of work that wants to change this row wait for this one. Nothing happens when there is no such row. */
export async function lockRow(model: ModelName, id: number | string): Promise<void> {
  if (forUpdate())
    await connection().plainSql(`SELECT 1 FROM ${describe(model).table} WHERE id = ? FOR UPDATE`, [id]);
}
