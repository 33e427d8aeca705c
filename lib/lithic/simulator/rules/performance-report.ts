import { z } from "zod";
import { type Answer, ApiError, type Call, ok, param, parse } from "../call.ts";
import { ruleOf } from "./auth-rule.ts";

const day = 86_400_000;
const interval = z.strictObject({ begin: z.iso.date(), end: z.iso.date() });

interface Result {
  readonly evaluation_time: string;
  readonly rule_version: number;
  readonly mode: "ACTIVE" | "INACTIVE";
  readonly actions: readonly { readonly type: string }[];
}

/** The decisions of a rule by day and version, up to the day before. Dates are UTC, and both are
 *  included. Throws 400 for more than a month, and for what is longer ago than three. */
export function getReport(call: Call): Answer {
  const rule = ruleOf(call, param(call, "auth_rule_token"));
  const { begin, end } = parse(interval, Object.fromEntries(call.query));
  const [first, last] = [Date.parse(begin), Date.parse(end)];
  const today = Date.parse(call.now.toISOString().slice(0, 10));
  if (first > last || last - first > 31 * day) throw new ApiError(400, "begin: up to a month before end");
  if (last >= today || first < today - 92 * day)
    throw new ApiError(400, "end: reports go from three months ago to yesterday");
  const rows = call.store.all<{ body: string }>(
    "SELECT body FROM auth_rule_results WHERE auth_rule_token = ? AND created >= ? AND created < ? ORDER BY created, seq",
    rule.token,
    new Date(first).toISOString(),
    new Date(last + day).toISOString(),
  );
  const results = rows.map(({ body }): Result => JSON.parse(body));
  const dates = [...new Set(results.map(dateOf))];
  const daily_statistics = dates.map((date) => ({
    date,
    versions: versionsOf(results.filter((result) => dateOf(result) === date)),
  }));
  return ok({ auth_rule_token: rule.token, begin, end, daily_statistics });
}

const dateOf = ({ evaluation_time }: Result) => evaluation_time.slice(0, 10);

function versionsOf(results: readonly Result[]) {
  const keys = [...new Set(results.map(keyOf))];
  return keys.map((key) => {
    const ofVersion = results.filter((result) => keyOf(result) === key);
    const [sample] = ofVersion;
    return {
      version: sample?.rule_version,
      state: sample?.mode === "ACTIVE" ? "ACTIVE" : "SHADOW",
      action_counts: countActions(ofVersion),
      // A decline fits several of the forms that are documented for an example, of which it must
      // fit one, so there are none.
      examples: [],
    };
  });
}

const keyOf = ({ rule_version, mode }: Result) => `${rule_version} ${mode}`;

function countActions(results: readonly Result[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { actions } of results)
    for (const type of actions.length > 0 ? actions.map((action) => action.type) : ["NO_ACTION"])
      counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
