import type { Actor } from "@/lib/auth/actor.ts";
import { connection } from "@/lib/db/client.ts";
import { describe } from "@/lib/db/schema.ts";
import { ownCondition } from "@/lib/db/scope.ts";

/** How many open cards something has, counted up to a hundred. */
export interface OpenCards {
  readonly count: number;
  readonly isCapped: boolean;
}

const maxCounted = 100;

/** Counts the open cards of each of some users, or of each of some spending profiles, that the
 *  actor may see. Call it within a unit of work of the actor's account. */
export async function countOpenCards(
  actor: Actor,
  of: "User" | "SpendingProfile",
  ids: readonly number[],
): Promise<(id: number) => OpenCards> {
  const counts = new Map<number, number>();
  if (ids.length > 0) {
    const key = of === "User" ? "user_id" : "spending_profile_id";
    const { userId } = ownCondition("Card");
    const own = userId === undefined ? "" : " AND c.user_id = ?";
    const sql = `SELECT t.id, (SELECT COUNT(*) FROM (SELECT 1 FROM cards c
      WHERE c.account_id = ? AND c.${key} = t.id${own} AND c.status <> 'inactive' AND c.deleted_at IS NULL LIMIT ${maxCounted + 1}) counted)
      FROM ${describe(of).table} t WHERE t.account_id = ? AND t.id IN (${ids.map(() => "?").join(", ")})`;
    const holder = userId === undefined ? [] : [userId as number];
    const rows = await connection().plainSql(sql, [actor.accountId, ...holder, actor.accountId, ...ids]);
    for (const [id, count] of rows) counts.set(Number(id), Number(count));
  }
  return (id) => {
    const count = counts.get(id) ?? 0;
    return { count: Math.min(count, maxCounted), isCapped: count > maxCounted };
  };
}
