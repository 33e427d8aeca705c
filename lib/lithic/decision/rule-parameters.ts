import type { Period } from "./windows.ts";

/** What a velocity rule counts and limits (POST /v2/auth_rules). Amounts are cents. */
export interface VelocityParameters {
  readonly scope: "CARD" | "ACCOUNT";
  readonly period: Period;
  readonly filters?: VelocityFilters | undefined;
  readonly limit_amount?: number | null | undefined;
  readonly limit_count?: number | null | undefined;
  readonly limit_cash_amount?: number | null | undefined;
  readonly limit_cash_count?: number | null | undefined;
}

export interface VelocityFilters {
  readonly include_mccs?: readonly string[] | null | undefined;
  readonly exclude_mccs?: readonly string[] | null | undefined;
  readonly include_countries?: readonly string[] | null | undefined;
  readonly exclude_countries?: readonly string[] | null | undefined;
  readonly include_pan_entry_modes?: readonly string[] | null | undefined;
}

/** A condition of a rule (POST /v2/auth_rules): what it looks at, and what it compares that to. */
export interface Condition {
  readonly attribute: string;
  readonly operation: string;
  readonly value: string | number | readonly string[];
}

export interface ConditionalParameters {
  readonly action: "DECLINE" | "CHALLENGE";
  readonly conditions: readonly Condition[];
}

export interface MerchantLockParameters {
  readonly merchants: readonly (
    | { readonly merchant_id: string; readonly comment?: string | undefined }
    | { readonly descriptor: string; readonly comment?: string | undefined }
  )[];
}

export type RuleParameters = VelocityParameters | ConditionalParameters | MerchantLockParameters;
