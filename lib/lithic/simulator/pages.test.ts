import { expect, it } from "vitest";
import { openStore } from "./store.ts";

const store = openStore(":memory:");
const planOf = (query: string) =>
  store
    .all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT * FROM ${query}`,
      ...Array(query.split("?").length - 1).fill("x"),
    )
    .map(({ detail }) => detail)
    .join("; ");

it.each([
  "cards",
  "cards WHERE account_token = ?",
  "cards WHERE account_token = ? AND created >= ?",
  "cards WHERE account_token = ? AND (created, seq) < (?, ?)",
  "cards WHERE account_token = ? AND state = ? AND (created, seq) < (?, ?)",
  "cards WHERE state = ?",
  "transactions WHERE card_token = ? AND created >= ?",
  "transactions WHERE account_token = ?",
  "transactions WHERE status = ?",
  "events WHERE created >= ?",
  "account_holders",
  "accounts",
  "delivery_attempts WHERE subscription_token = ?",
  "auth_rule_results WHERE auth_rule_token = ?",
])("a page of %s is read along an index, however many rows there are", (list) => {
  const plan = planOf(`${list} ORDER BY created DESC, seq DESC LIMIT 51`);
  expect(plan).toContain("USING INDEX");
  expect(plan).not.toContain("TEMP B-TREE");
});

it.each([
  "cards WHERE token = ?",
  "cards WHERE pan = ?",
  "transactions WHERE token = ?",
  "account_holders WHERE account_token = ?",
  "account_holders WHERE external_id = ?",
  "transactions WHERE card_token = ? AND created >= ? AND spent > 0",
  "transactions WHERE account_token = ? AND created >= ?",
  "deliveries WHERE due <= ?",
])("%s is looked up, not searched for", (lookup) => {
  expect(planOf(lookup)).not.toContain("SCAN");
});
