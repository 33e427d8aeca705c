import type { CallOptions } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { visibleOf } from "@/lib/fields/pasted.ts";
import { readAmount } from "@/lib/fields/typed-amount.ts";
import { formatMoney } from "@/lib/money.ts";

/** A form field as text. Empty when it is absent. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** An optional form field. Null when it is empty. */
export const formOptional = (form: FormData, name: string): string | null =>
  formText(form, name).trim() || null;

/** A form field with a row id or a version. NaN when it is not a number. No command accepts NaN. */
export function formNumber(form: FormData, name: string): number {
  const text = visibleOf(formText(form, name)).trim();
  return /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
}

/** An amount as typed, in minor units. Null when the field is empty. Throws INVALID_INPUT naming
 *  the field when it is not an amount in that currency. */
export function formMoney(form: FormData, name: string, currency: string): bigint | null {
  const text = formText(form, name).trim();
  if (text === "") return null;
  const amount = readAmount(text, currency);
  if (typeof amount === "bigint") return amount;
  throw new AppError("INVALID_INPUT", undefined, { fields: { [name]: amount.fault } });
}

/** A required amount, in minor units. Throws INVALID_INPUT naming the field. */
export function formAmount(form: FormData, name: string, currency: string): bigint {
  const amount = formMoney(form, name, currency);
  if (amount !== null) return amount;
  throw new AppError("INVALID_INPUT", undefined, {
    fields: { [name]: `Enter an amount such as ${formatMoney(125_050n, currency)}.` },
  });
}

/** The idempotency key of a form, and whether the form only asks if it was done. A form that is
 *  sent twice acts once. */
export function formKey(form: FormData): CallOptions {
  const idempotencyKey = formText(form, "idempotencyKey");
  const onlyIfDone = form.has("onlyIfDone");
  return { ...(idempotencyKey !== "" && { idempotencyKey }), ...(onlyIfDone && { onlyIfDone }) };
}
