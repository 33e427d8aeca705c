import { z } from "zod";
import { ApiError, type Call, parse } from "./call.ts";
import type { Store } from "./store.ts";

const pageSize = z.coerce.number({ error: "page_size must be a number" }).int().min(1).max(100);
const instant = z.iso.datetime({ offset: true });

/** A filter of a list: a condition in SQL and its values. */
export type Filter = readonly [condition: string, ...values: unknown[]];

type ListedTable =
  | "accounts"
  | "account_holders"
  | "card_programs"
  | "cards"
  | "auth_rules"
  | "auth_rule_results"
  | "auth_rule_backtests"
  | "transactions"
  | "events"
  | "event_subscriptions"
  | "delivery_attempts";

/** One page of a table, newest first, with Lithic's cursors: page_size, starting_after or
 *  ending_before, begin and end. */
export function page<Row>(
  call: Call,
  table: ListedTable,
  filters: readonly Filter[],
  size = sizeOf(call, "page_size"),
): { rows: Row[]; has_more: boolean } {
  const { store, query } = call;
  const [after, before] = [query.get("starting_after"), query.get("ending_before")];
  if (after && before) throw new ApiError(400, "Give starting_after or ending_before, not both");
  const conditions: Filter[] = [...filters, ...createdBetween(query)];
  if (after) conditions.push(["(created, seq) < (?, ?)", ...position(store, table, after, "starting_after")]);
  if (before)
    conditions.push(["(created, seq) > (?, ?)", ...position(store, table, before, "ending_before")]);
  const where = conditions.length ? `WHERE ${conditions.map(([condition]) => condition).join(" AND ")}` : "";
  const direction = before ? "ASC" : "DESC";
  const rows = store.all<Row>(
    `SELECT * FROM ${table} ${where} ORDER BY created ${direction}, seq ${direction} LIMIT ?`,
    ...conditions.flatMap(([, ...values]) => values),
    size + 1,
  );
  const shown = rows.slice(0, size);
  return { rows: before ? shown.reverse() : shown, has_more: rows.length > size };
}

/** The filter on a column for a query parameter, if it was given. */
export function equals(query: URLSearchParams, parameter: string, column = parameter): Filter[] {
  const value = query.get(parameter);
  return value === null ? [] : [[`${column} = ?`, value]];
}

/** The requested number of rows on a page. The default is 50. */
export function sizeOf(call: Call, parameter: string): number {
  const given = call.query.get(parameter);
  return given === null ? 50 : parse(pageSize, given);
}

function createdBetween(query: URLSearchParams): Filter[] {
  const bounds = [
    ["begin", "created >= ?"],
    ["end", "created < ?"],
  ] as const;
  return bounds.flatMap(([name, condition]): Filter[] => {
    const value = query.get(name);
    return value === null ? [] : [[condition, new Date(parse(instant, value)).toISOString()]];
  });
}

function position(store: Store, table: ListedTable, token: string, parameter: string): [string, number] {
  const row = store.get<{ created: string; seq: number }>(
    `SELECT created, seq FROM ${table} WHERE token = ?`,
    token,
  );
  if (!row) throw new ApiError(400, `${parameter}: no such token`);
  return [row.created, row.seq];
}
