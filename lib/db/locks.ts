import { AppError } from "@/lib/errors.ts";
import { connection } from "./client.ts";
import { describe, type ModelName } from "./schema.ts";

// SQLite needs no locks: a writing unit of work runs alone from its first statement.
const forUpdate = () => (connection().engine === "postgresql" ? " FOR UPDATE" : "");

/** The newest link of an account's audit chain, locked until the unit of work ends. This also
 *  makes it the lock of the account. Throws NOT_FOUND when the account does not exist. */
export async function lockChain(accountId: number): Promise<{ seq: number; hash: string }> {
  const [head] = await connection().plainSql(
    `SELECT seq, hash FROM audit_heads WHERE account_id = ?${forUpdate()}`,
    [accountId],
  );
  if (!head) throw new AppError("NOT_FOUND");
  return { seq: Number(head[0]), hash: String(head[1]) };
}

/** Locks rows of a model, in the order of their ids, until the unit of work ends. */
export async function lockRows(model: ModelName, ids: readonly number[]): Promise<void> {
  if (forUpdate() && ids.length > 0)
    await connection().plainSql(
      `SELECT 1 FROM ${describe(model).table} WHERE id IN (${ids.map(() => "?").join(", ")}) ORDER BY id FOR UPDATE`,
      [...ids],
    );
}

/** Locks a row: other units of work that want to change it wait for this one. Does nothing when
 *  the row does not exist. */
export async function lockRow(model: ModelName, id: number | string): Promise<void> {
  if (forUpdate())
    await connection().plainSql(`SELECT 1 FROM ${describe(model).table} WHERE id = ? FOR UPDATE`, [id]);
}
