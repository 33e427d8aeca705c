import type { Counted } from "@/lib/lithic/decision/occasion.ts";
import type { VelocityParameters } from "@/lib/lithic/decision/rule-parameters.ts";
import { windowStart } from "@/lib/lithic/decision/windows.ts";
import type { Store } from "../store.ts";

/** The amount spent, in cents, and the number of purchases that a limit counts in a window. */
export function velocity(
  store: Store,
  { scope, period, filters }: Pick<VelocityParameters, "scope" | "period" | "filters">,
  of: { card: string; account: string },
  now: Date,
  only: "all" | "cash" = "all",
): Counted {
  const conditions: [string, ...unknown[]][] = [
    scope === "CARD" ? ["card_token = ?", of.card] : ["account_token = ?", of.account],
    ["created >= ?", windowStart(period, now).toISOString()],
    ["spent > 0"],
    ...(only === "cash" ? [["cash = 1"] as [string]] : []),
    ...among("mcc IN", filters?.include_mccs),
    ...among("mcc NOT IN", filters?.exclude_mccs),
    ...among("country IN", filters?.include_countries),
    ...among("country NOT IN", filters?.exclude_countries),
    ...among("pan_entry_mode IN", filters?.include_pan_entry_modes),
  ];
  const row = store.get<{ amount: number; count: number }>(
    `SELECT coalesce(sum(spent), 0) AS amount, count(*) AS count FROM transactions WHERE ${conditions.map(([text]) => text).join(" AND ")}`,
    ...conditions.flatMap(([, ...values]) => values),
  );
  return row ?? { amount: 0, count: 0 };
}

function among(condition: string, list: readonly string[] | null | undefined): [string, ...unknown[]][] {
  return list ? [[`${condition} (${list.map(() => "?").join(", ")})`, ...list]] : [];
}
