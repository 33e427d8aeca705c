import { ApiError } from "./call.ts";
import type { Store } from "./store.ts";

/** Requests per second, for each resource and method, as Lithic allows them in each environment. */
const allowances = {
  production: { read: 30, write: 5, cardWrite: 15, transferWrite: 5 },
  sandbox: { read: 15, write: 1, cardWrite: 2, transferWrite: 2 },
} as const;

export type Rates = keyof typeof allowances | "none";

const transfers = ["payments", "book_transfers", "external_payments", "transfer", "management_operations"];

/** Counts a request in its second. Returns how many are left in that second, or undefined where
 *  there is no limit. Throws 429 when none are left. */
export function countRequest(
  store: Store,
  rates: Rates,
  now: Date,
  method: string,
  path: string,
): number | undefined {
  if (rates === "none" || /\/embed$/.test(path)) return undefined;
  const resource = path.split("/")[2] ?? "";
  const allowed = allowances[rates][kindOf(method, resource)];
  const name = `${method} ${resource}`;
  const second = Math.floor(now.getTime() / 1000);
  store.run(
    `INSERT INTO rate_windows (name, second, requests) VALUES (?, ?, 1)
     ON CONFLICT (name) DO UPDATE SET requests = CASE WHEN second = excluded.second THEN requests + 1 ELSE 1 END, second = excluded.second`,
    name,
    second,
  );
  const requests =
    store.get<{ requests: number }>("SELECT requests FROM rate_windows WHERE name = ?", name)?.requests ?? 0;
  if (requests > allowed) throw new ApiError(429, "Rate limited, too many requests per second");
  return allowed - requests;
}

function kindOf(method: string, resource: string): keyof (typeof allowances)["production"] {
  if (method === "GET") return "read";
  if (resource === "cards") return "cardWrite";
  return transfers.includes(resource) ? "transferWrite" : "write";
}
