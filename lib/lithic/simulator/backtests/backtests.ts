import { randomUUID } from "node:crypto";
import { z } from "zod";
import { secondsBefore } from "@/lib/lithic/decision/windows.ts";
import { emit } from "@/lib/lithic/simulator/events/events.ts";
import { type RuleRow, ruleOf } from "@/lib/lithic/simulator/rules/auth-rule.ts";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { page } from "../pages.ts";
import { replay } from "./replay.ts";

const time = z.iso.datetime({ offset: true }).optional();
const period = z.strictObject({ start: time, end: time });

interface BacktestRow {
  readonly token: string;
  readonly created: string;
  readonly start: string;
  readonly until: string;
}

/** Replays the payments of a period against a rule. Lithic answers later; the simulator has the
 *  results at once. */
export function createBacktest(call: Call): Answer {
  const { store, now } = call;
  const rule = ruleOf(call, param(call, "auth_rule_token"));
  if (rule.type !== "CONDITIONAL_ACTION")
    throw new ApiError(400, "Backtests are only for rules of the type CONDITIONAL_ACTION");
  const given = parse(period, call.body);
  const until = given.end === undefined ? now : new Date(given.end);
  const start = given.start === undefined ? secondsBefore(until, 30 * 86_400) : new Date(given.start);
  if (start >= until || until > now) throw new ApiError(400, "start: must be before end, and end not ahead");
  const row: BacktestRow = {
    token: randomUUID(),
    created: now.toISOString(),
    start: start.toISOString(),
    until: until.toISOString(),
  };
  store.run(
    "INSERT INTO auth_rule_backtests (token, rule_token, created, start, until) VALUES (?, ?, ?, ?, ?)",
    row.token,
    rule.token,
    row.created,
    row.start,
    row.until,
  );
  emit(call, "auth_rules.backtest_report.created", resultsOf(call, rule, row));
  return ok({ backtest_token: row.token });
}

export function getBacktest(call: Call): Answer {
  const rule = ruleOf(call, param(call, "auth_rule_token"));
  const row = call.store.get<BacktestRow>(
    "SELECT * FROM auth_rule_backtests WHERE token = ? AND rule_token = ?",
    param(call, "auth_rule_backtest_token"),
    rule.token,
  );
  if (!row) throw new ApiError(404, "Backtest not found");
  return ok(resultsOf(call, rule, row));
}

export function listBacktests(call: Call): Answer {
  const rule = ruleOf(call, param(call, "auth_rule_token"));
  const { rows, has_more } = page<BacktestRow>(call, "auth_rule_backtests", [["rule_token = ?", rule.token]]);
  const data = rows.map(({ created, ...row }) => ({ ...shown(row), status: "SUCCESS", created }));
  return ok({ data, has_more });
}

const shown = ({ token, start, until }: Pick<BacktestRow, "token" | "start" | "until">) => ({
  backtest_token: token,
  simulation_parameters: { start, end: until },
});

// The versions are those of now, as Lithic documents.
function resultsOf(call: Call, rule: RuleRow, row: BacktestRow) {
  const of = (version: number | null) => (version === null ? null : replay(call, rule, version, row));
  const isActive = rule.state === "ACTIVE";
  return {
    ...shown(row),
    results: {
      current_version: of(isActive ? rule.current_version : null),
      draft_version: of(rule.draft_version),
    },
  };
}
