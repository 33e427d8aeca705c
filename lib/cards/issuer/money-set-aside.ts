import { join, selectSql, sql } from "@/lib/db/sql.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";

/** The money of a business that is set aside for its reloadable cards, in minor units. */
export interface SetAside {
  /** At least, whatever becomes of the changes that are pending. */
  readonly certain: number;
  /** At most, if all loads that are ahead in the line are done, and no card is unloaded or
   *  closed. */
  readonly possible: number;
}

/** A load that is about to be sent. */
export interface LoadInLine {
  readonly cardId: number;
  /** What is loaded on the card at the issuer already, in minor units. */
  readonly loaded: number;
  /** Loads that were asked for before this operation are ahead of it. */
  readonly place: number;
}

/** The operations that put money on a card. */
export const loadKinds = ["card.issue", "card.change-limit"] as const;

const kinds = join([...loadKinds]);

// A load that was superseded may have reached the issuer all the same, so it keeps its place until
// the load that took it over is answered.
const unanswered = [...pendingStatuses, "superseded"];

const endOfLine: LoadInLine = { cardId: 0, loaded: 0, place: 2 ** 31 - 1 };

/** Adds up what the reloadable cards of a business can still spend: what was loaded on each card
 *  that is not closed, less what was spent with it. Without a load, all pending ones are ahead.
 *  Call it within a unit of work of the account. */
export async function moneySetAside(
  accountId: number,
  { cardId, loaded, place }: LoadInLine = endOfLine,
): Promise<SetAside> {
  const [row] = await selectSql(sql`
    SELECT COALESCE(SUM(CASE WHEN certain > spent THEN certain - spent ELSE 0 END), 0),
      COALESCE(SUM(CASE WHEN possible > spent THEN possible - spent ELSE 0 END), 0)
    FROM (
      SELECT spent,
        CASE WHEN is_closing = 1 THEN 0 WHEN desired < confirmed THEN desired ELSE confirmed END AS certain,
        CASE WHEN place < ${place} AND desired > confirmed THEN desired ELSE confirmed END AS possible
      FROM (
        SELECT
          CASE WHEN c.id = ${cardId} THEN ${loaded}
            WHEN c.lithic_card_token IS NULL THEN 0
            ELSE COALESCE(c.spend_limit, 0) END AS confirmed,
          CASE WHEN c.id = ${cardId} THEN ${loaded}
            WHEN c.limit_desired_at IS NOT NULL THEN COALESCE(c.desired_spend_limit, 0)
            ELSE COALESCE(c.spend_limit, 0) END AS desired,
          CASE WHEN c.desired_status = 'inactive' THEN 1 ELSE 0 END AS is_closing,
          (SELECT MIN(o.id) FROM lithic_operations o
            WHERE o.account_id = c.account_id AND o.card_id = c.id AND o.kind IN (${kinds})
              AND o.status IN (${join(unanswered)}) AND o.id > COALESCE((SELECT MAX(d.id)
                FROM lithic_operations d
                WHERE d.account_id = c.account_id AND d.card_id = c.id AND d.kind IN (${kinds})
                  AND d.status IN ('done', 'refused')), 0)) AS place,
          COALESCE((SELECT SUM(t.amount) FROM transactions t
            WHERE t.account_id = c.account_id AND t.card_id = c.id AND t.deleted_at IS NULL), 0) AS spent
        FROM cards c
        WHERE c.account_id = ${accountId}
          AND c.card_type = 'reloadable' AND c.status <> 'inactive' AND c.deleted_at IS NULL
      ) loaded_card
    ) pending_card`);
  return { certain: Number(row?.[0] ?? 0), possible: Number(row?.[1] ?? 0) };
}
