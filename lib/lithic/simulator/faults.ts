import { z } from "zod";
import type { ReadRequest } from "./answer-request.ts";
import type { Store } from "./store.ts";

const kinds = [
  "latency",
  "rate-limited",
  "refused",
  "error-before",
  "error-after",
  "hang",
  "hang-after",
  "reset",
  "reset-after",
  "truncated",
  "html",
  "wrong-account",
  "wrong-state",
  "new-words",
  "extra-pan",
  "down",
  "webhook-lost",
  "webhook-doubled",
  "webhook-late",
] as const;

const fault = z.strictObject({
  name: z.string().optional(),
  match: z
    .strictObject({ method: z.string().optional(), path: z.string().optional(), key: z.string().optional() })
    .optional(),
  kind: z.enum(kinds),
  milliseconds: z.number().min(0).optional(),
  retryAfter: z.string().optional(),
  times: z.int().min(1).optional(),
  every: z.int().min(1).optional(),
});

/** An injected fault: the requests it matches (`path` is a regular expression, `key` an idempotency
 *  key), its kind, for how many requests (all unless `times` is given), and for every nth one
 *  (`every`). Kinds that end in "-after", "truncated", "wrong-account", "wrong-state", "new-words"
 *  and "extra-pan" strike after the effect is saved. The others, except "latency", prevent it. Kinds
 *  that begin with "webhook-" strike messages, not requests. A fault with a name can be cleared
 *  alone. */
export type Fault = z.input<typeof fault>;

export function injectFault(store: Store, given: Fault): void {
  const checked = fault.parse(given);
  if (checked.match?.path !== undefined) new RegExp(checked.match.path);
  store.run("INSERT INTO faults (body) VALUES (?)", JSON.stringify(checked));
}

/** An injected fault: its name, if it has one, and how often it struck. */
export interface InjectedFault {
  readonly name: string | undefined;
  readonly struck: number;
}

export const injectedFaults = (store: Store): readonly InjectedFault[] =>
  store
    .all<{ name: string | null; struck: number }>("SELECT body ->> 'name' name, struck FROM faults")
    .map(({ name, struck }) => ({ name: name ?? undefined, struck }));

/** Ends the faults of a name, or all. */
export const clearFaults = (store: Store, name?: string): number =>
  name === undefined
    ? store.run("DELETE FROM faults")
    : store.run("DELETE FROM faults WHERE body ->> 'name' = ?", name);

/** The faults that strike this request. Counts each of them. */
export const strike = (store: Store, request: Pick<ReadRequest, "method" | "url" | "headers">): Fault[] =>
  struckBy(store, (fault) => matches(fault, request));

/** The kinds of the faults that strike the next webhook message. Counts each of them. */
export const strikeMessage = (store: Store): readonly Fault["kind"][] =>
  struckBy(store, isOfMessages).map(({ kind }) => kind);

const isOfMessages = ({ kind }: Fault) => kind.startsWith("webhook-");

function struckBy(store: Store, isMatch: (fault: Fault) => boolean): Fault[] {
  if (!store.get("SELECT 1 FROM faults LIMIT 1")) return [];
  return store.atOnce(() =>
    store
      .all<{ seq: number; body: string; matched: number; struck: number }>(
        "SELECT * FROM faults ORDER BY seq",
      )
      .flatMap((row) => {
        const given: Fault = JSON.parse(row.body);
        if (!isMatch(given) || row.struck >= (given.times ?? Number.POSITIVE_INFINITY)) return [];
        const strikes = (row.matched + 1) % (given.every ?? 1) === 0;
        store.run(
          "UPDATE faults SET matched = matched + 1, struck = struck + ? WHERE seq = ?",
          strikes ? 1 : 0,
          row.seq,
        );
        return strikes ? [given] : [];
      }),
  );
}

function matches(
  fault: Fault,
  { method, url, headers }: Pick<ReadRequest, "method" | "url" | "headers">,
): boolean {
  if (isOfMessages(fault)) return false;
  const { match } = fault;
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match?.key !== undefined && match.key !== headers.get("idempotency-key")) return false;
  return match?.path === undefined || new RegExp(match.path).test(url.pathname);
}
