import { z } from "zod";
import { conditionFault } from "@/lib/lithic/decision/conditions.ts";
import type { RuleParameters } from "@/lib/lithic/decision/rule-parameters.ts";
import { ApiError, parse } from "../call.ts";

const mccs = z
  .array(z.string().regex(/^[0-9]{4}$/))
  .min(1)
  .nullish();
const countries = z
  .array(z.string().regex(/^[A-Z]{3}$/))
  .min(1)
  .nullish();
const limit = z.int().min(0).nullish();
const dayOfMonth = z.int().min(1).max(31).optional();

const period = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("CUSTOM"), duration: z.int().min(10).max(7_776_000) }),
  z.strictObject({ type: z.literal("DAY") }),
  z.strictObject({ type: z.literal("WEEK"), day_of_week: z.int().min(1).max(7).optional() }),
  z.strictObject({ type: z.literal("MONTH"), day_of_month: dayOfMonth }),
  z
    .strictObject({
      type: z.literal("YEAR"),
      month: z.int().min(1).max(12).optional(),
      day_of_month: dayOfMonth,
    })
    .refine(
      ({ month = 1, day_of_month: day = 1 }) => day <= new Date(Date.UTC(2024, month, 0)).getUTCDate(),
      "is not a day of the year",
    ),
]);

const velocityLimit = z
  .strictObject({
    scope: z.enum(["CARD", "ACCOUNT"]),
    period,
    filters: z
      .strictObject({
        include_mccs: mccs,
        exclude_mccs: mccs,
        include_countries: countries,
        exclude_countries: countries,
        include_pan_entry_modes: z.array(z.string()).min(1).nullish(),
      })
      .optional(),
    limit_amount: limit,
    limit_count: limit,
    limit_cash_amount: limit,
    limit_cash_count: limit,
  })
  .refine(
    (given) =>
      [given.limit_amount, given.limit_count, given.limit_cash_amount, given.limit_cash_count].some(
        (one) => typeof one === "number",
      ),
    "limits nothing",
  );

const conditionalAction = z.strictObject({
  action: z.enum(["DECLINE", "CHALLENGE"]),
  conditions: z
    .array(
      z.strictObject({
        attribute: z.string(),
        operation: z.string(),
        value: z.union([z.string(), z.number(), z.array(z.string()).min(1)]),
      }),
    )
    .min(1),
});

const merchant = { comment: z.string().optional() };
const merchantLock = z.strictObject({
  merchants: z
    .array(
      z.union([
        z.strictObject({ merchant_id: z.string(), ...merchant }),
        z.strictObject({ descriptor: z.string(), ...merchant }),
      ]),
    )
    .min(1),
});

const schemas = {
  VELOCITY_LIMIT: velocityLimit,
  CONDITIONAL_ACTION: conditionalAction,
  MERCHANT_LOCK: merchantLock,
} as const;

export type RuleType = keyof typeof schemas;
export const ruleTypes = Object.keys(schemas) as readonly RuleType[];

/** Checks the parameters of a rule of this type. Throws 400 for what the simulator cannot check
 *  against a purchase. */
export function ruleParameters(type: RuleType, given: unknown): RuleParameters {
  try {
    const parameters = parse<RuleParameters>(schemas[type], given);
    const [fault] =
      "conditions" in parameters ? parameters.conditions.flatMap((one) => conditionFault(one) ?? []) : [];
    if (fault !== undefined) throw new ApiError(400, `conditions: ${fault}`);
    return parameters;
  } catch (error) {
    throw error instanceof ApiError ? new ApiError(400, `parameters.${error.message}`) : error;
  }
}
