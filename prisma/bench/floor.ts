import { actAs } from "@/lib/db/raw/raw-database.ts";
import type { BenchDatabase } from "./databases.ts";
import { type Latency, latency } from "./measure.ts";

/** The time of the driver alone on this machine, in milliseconds: for a row, for a page of fifty,
 *  and for a transaction that changes one row. */
export interface FloorFigure {
  readonly row: Latency;
  readonly page: Latency;
  readonly transaction: Latency;
}

const page = `SELECT id, user_id, card_type, form, status, memo, last_four, spend_limit, spend_limit_duration, created_at, version FROM cards
WHERE account_id = ? AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 50`;

/** Measures plain SQL on one connection, without the portal. Nothing that uses the connection can
 *  be faster. */
export async function measureFloor({ raw, accountIds }: BenchDatabase): Promise<FloorFigure> {
  const rows = await raw.transaction(async () => {
    await actAs(raw, "portal_system");
    return raw.rows("SELECT MAX(id) FROM users");
  });
  const most = Number(rows[0]?.[0]);
  const limits = { calls: 1_000, seconds: 5, warmUp: 100 };
  const accountOf = (n: number) => accountIds[n % accountIds.length] as number;
  const userOf = (n: number) => 1 + ((n * 7_919) % most);
  return {
    row: await latency(
      (n) => raw.rows("SELECT id, email, role FROM users WHERE id = ?", [userOf(n)]),
      limits,
    ),
    page: await latency((n) => raw.rows(page, [accountOf(n)]), limits),
    transaction: await latency(
      (n) =>
        raw.transaction(async () => {
          await raw.rows("SELECT id, version FROM users WHERE id = ?", [userOf(n)]);
          await raw.run(
            "UPDATE users SET login_attempts = 1 - login_attempts WHERE id = ? AND login_attempts < 2",
            [userOf(n)],
          );
        }),
      limits,
    ),
  };
}
