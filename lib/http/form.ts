import { AppError } from "@/lib/errors.ts";
import { formatMoney, parseMoney } from "@/lib/money.ts";

/** A field of a form as text; empty when it is absent. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A field that may be left empty. */
export const formOptional = (form: FormData, name: string): string | null =>
  formText(form, name).trim() || null;

/** A field that names a row, or a version of one. NaN, which no command takes, when it is not a number. */
export function formNumber(form: FormData, name: string): number {
  const text = formText(form, name).trim();
  return /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
}

/** An amount as a person typed it, in minor units; null when the field is empty. Throws INVALID_INPUT naming the field for what is no amount. */
export function formMoney(form: FormData, name: string, currency: string): bigint | null {
  const text = formText(form, name).trim();
  if (text === "") return null;
  const amount = parseMoney(text, currency);
  if (amount !== undefined) return amount;
  const message = `Enter an amount such as ${formatMoney(125_050n, currency)}.`;
  throw new AppError("INVALID_INPUT", undefined, { fields: { [name]: message } });
}

/** An amount that must be there, in minor units. Throws INVALID_INPUT naming the field. */
export function formAmount(form: FormData, name: string, currency: string): bigint {
  const amount = formMoney(form, name, currency);
  if (amount !== null) return amount;
  throw new AppError("INVALID_INPUT", undefined, {
    fields: { [name]: `Enter an amount such as ${formatMoney(125_050n, currency)}.` },
  });
}

/** The key under which a form is sent: sent twice, it acts once. */
export function formKey(form: FormData): { idempotencyKey: string } | Record<string, never> {
  const key = formText(form, "idempotencyKey");
  return key === "" ? {} : { idempotencyKey: key };
}
