import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { RuleParameters } from "@/lib/lithic/decision/rule-parameters.ts";
import { type Answer, ApiError, type Call, created, ok, param, parse } from "../call.ts";
import {
  type Bindings,
  bind,
  bindingLists,
  listsOf,
  type RuleRow,
  type RuleScope,
  ruleOf,
  shownRule,
} from "./auth-rule.ts";
import { ruleParameters, ruleTypes } from "./rule-parameters.ts";

const name = z.string().max(1024).nullish();
const tokens = z.array(z.uuid()).optional();
const lists = {
  card_tokens: tokens,
  account_tokens: tokens,
  business_account_tokens: tokens,
  excluded_card_tokens: tokens,
  excluded_account_tokens: tokens,
  excluded_business_account_tokens: tokens,
};

const newRule = z.strictObject({
  ...lists,
  program_level: z.boolean().optional(),
  type: z.enum(ruleTypes),
  event_stream: z.literal("AUTHORIZATION", "the simulator only decides on authorizations").optional(),
  name,
  parameters: z.unknown(),
});

/** Creates a rule as a draft. It runs in shadow and becomes active only when promoted. */
export function createRule(call: Call): Answer {
  const {
    type,
    name = null,
    parameters,
    program_level,
    event_stream: _,
    ...bindings
  } = parse(newRule, call.body);
  const scope = scopeOf(program_level === true, bindings);
  mustExist(call, bindings);
  const token = randomUUID();
  call.store.run(
    "INSERT INTO auth_rules (token, scope, state, type, name, created, draft_version) VALUES (?, ?, 'INACTIVE', ?, ?, ?, 1)",
    token,
    scope,
    type,
    name,
    call.now.toISOString(),
  );
  addVersion(call, token, 1, ruleParameters(type, parameters));
  bind(call.store, token, bindings);
  return created(shownRule(call.store, ruleOf(call, token)));
}

export function getRule(call: Call): Answer {
  return ok(shownRule(call.store, given(call)));
}

const ruleChange = z.strictObject({
  ...lists,
  program_level: z.literal(true).optional(),
  name,
  state: z.literal("INACTIVE").optional(),
});

/** Renames a rule, deactivates it, or replaces the lists of its targets. */
export function updateRule(call: Call): Answer {
  const rule = given(call);
  const { name, state, program_level: _, ...bindings } = parse(ruleChange, call.body);
  const foreign = bindingLists.find(
    (list) => bindings[list] !== undefined && !listsOf[rule.scope].includes(list),
  );
  if (foreign) throw new ApiError(400, `${foreign}: does not suit a rule of its scope`);
  mustExist(call, bindings);
  if (name !== undefined) call.store.run("UPDATE auth_rules SET name = ? WHERE token = ?", name, rule.token);
  if (state !== undefined)
    call.store.run("UPDATE auth_rules SET state = ? WHERE token = ?", state, rule.token);
  bind(call.store, rule.token, bindings);
  return ok(shownRule(call.store, ruleOf(call, rule.token)));
}

export function deleteRule(call: Call): Answer {
  const { token } = given(call);
  for (const table of ["auth_rule_bindings", "auth_rule_versions"])
    call.store.run(`DELETE FROM ${table} WHERE rule_token = ?`, token);
  call.store.run("DELETE FROM auth_rules WHERE token = ?", token);
  return { status: 204 };
}

const draft = z.strictObject({ parameters: z.unknown() });

/** Puts a new version in shadow. Null removes the draft. */
export function draftRule(call: Call): Answer {
  const rule = given(call);
  const { parameters = null } = parse(draft, call.body);
  const version = parameters === null ? null : newestVersion(call, rule.token) + 1;
  if (version !== null) addVersion(call, rule.token, version, ruleParameters(rule.type, parameters));
  call.store.run("UPDATE auth_rules SET draft_version = ? WHERE token = ?", version, rule.token);
  return ok(shownRule(call.store, ruleOf(call, rule.token)));
}

/** Activates the draft, or a rule that was deactivated. */
export function promoteRule(call: Call): Answer {
  const rule = given(call);
  if (rule.draft_version === null && (rule.state === "ACTIVE" || rule.current_version === null))
    throw new ApiError(400, "The auth rule has no draft version to promote");
  call.store.run(
    "UPDATE auth_rules SET state = 'ACTIVE', current_version = coalesce(draft_version, current_version), draft_version = NULL WHERE token = ?",
    rule.token,
  );
  return ok(shownRule(call.store, ruleOf(call, rule.token)));
}

export function listVersions(call: Call): Answer {
  const rule = given(call);
  const rows = call.store.all<{ version: number; parameters: string; created: string }>(
    "SELECT version, parameters, created FROM auth_rule_versions WHERE rule_token = ? ORDER BY version DESC",
    rule.token,
  );
  return ok({
    data: rows.map((row) => ({
      ...row,
      parameters: JSON.parse(row.parameters),
      state: versionState(rule, row.version),
    })),
  });
}

function versionState({ state, current_version, draft_version }: RuleRow, version: number) {
  if (version === draft_version) return "SHADOW";
  return version === current_version && state === "ACTIVE" ? "ACTIVE" : "INACTIVE";
}

const given = (call: Call) => ruleOf(call, param(call, "auth_rule_token"));

function scopeOf(isProgram: boolean, bindings: Bindings): RuleScope {
  const named = bindingLists.filter((list) => bindings[list] !== undefined);
  const scopes = (Object.keys(listsOf) as RuleScope[]).filter((scope) =>
    named.some((list) => listsOf[scope].includes(list)),
  );
  const scope = isProgram ? "program" : scopes[0];
  if (scope === undefined || scopes.some((other) => other !== scope) || (scope === "program" && !isProgram))
    throw new ApiError(
      400,
      "A rule applies to card_tokens, to account_tokens or business_account_tokens, or at program_level",
    );
  return scope;
}

function mustExist({ store }: Call, bindings: Bindings): void {
  for (const list of bindingLists) {
    const table = list.endsWith("card_tokens") ? "cards" : "accounts";
    const missing = bindings[list]?.find(
      (token) => !store.get(`SELECT 1 FROM ${table} WHERE token = ?`, token),
    );
    if (missing !== undefined) throw new ApiError(400, `${list}: there is no ${missing}`);
  }
}

function addVersion({ store, now }: Call, token: string, version: number, parameters: RuleParameters): void {
  store.run(
    "INSERT INTO auth_rule_versions (rule_token, version, parameters, created) VALUES (?, ?, ?, ?)",
    token,
    version,
    JSON.stringify(parameters),
    now.toISOString(),
  );
}

function newestVersion({ store }: Call, token: string): number {
  return (
    store.get<{ newest: number }>(
      "SELECT max(version) AS newest FROM auth_rule_versions WHERE rule_token = ?",
      token,
    )?.newest ?? 0
  );
}
