import { z } from "zod";
import { describe, type ModelName, type Row } from "@/lib/db/schema.ts";
import { words } from "@/prisma/generated/schema-map.ts";
import { maxEmailLength, maxReasonLength } from "./max-length.ts";
import { withoutInvisible } from "./pasted.ts";

type Words = typeof words;
type WordField<M extends keyof Words> = keyof Words[M] & string;
type TextField<M extends ModelName> = {
  [F in keyof Row<M>]: NonNullable<Row<M>[F]> extends string ? F : never;
}[keyof Row<M>] &
  string;

/** A choice among the words that the schema allows for a column. */
export function choice<M extends keyof Words, F extends WordField<M>>(model: M, field: F) {
  const allowed = words[model][field] as unknown as readonly [string, ...string[]];
  const last = allowed.length > 1 ? `${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}` : allowed[0];
  return z.enum(allowed, { error: `Choose ${last}.` }) as unknown as z.ZodType<
    Words[M][F] extends readonly (infer W)[] ? W : never
  >;
}

/** A text as the schema allows it for a column, in NFC and trimmed. For a sealed column,
 *  `longest` is the maximum length of the plaintext. */
export const text = <M extends ModelName>(model: M, field: TextField<M>, longest?: number) =>
  textAfter((value) => value, model, field, longest);

/** A text as `text` accepts it, once it is free of invisible characters. For what people paste,
 *  such as names and addresses. */
export const pastedText = <M extends ModelName>(model: M, field: TextField<M>, longest?: number) =>
  textAfter(withoutInvisible, model, field, longest);

function textAfter<M extends ModelName>(
  clean: (value: string) => string,
  model: M,
  field: TextField<M>,
  longest?: number,
) {
  const [min, max] = describe(model).fields[field]?.length ?? [1, 0];
  const most = longest ?? max;
  return z
    .string({ error: "Enter a text." })
    .max(4 * most, `Enter up to ${most} characters.`)
    .transform(clean)
    .refine(
      (value) => value.isWellFormed() && !hasControls(value),
      "Enter plain text without control characters.",
    )
    .transform((value) => value.normalize("NFC").trim())
    .transform((value) => (isInvisible(value) ? "" : value))
    .refine(
      (value) => [...value].length >= min,
      min === 1 ? "This cannot be empty." : `Enter at least ${min} characters.`,
    )
    .refine((value) => [...value].length <= most, `Enter up to ${most} characters.`)
    .meta({ minLength: min, maxLength: most });
}

// Includes line breaks and tabs: in a one-line text they could forge lines in logs and exports.
const hasControls = (value: string) => /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(value);

// A name made only of zero-width characters looks empty, and looks like every other such name.
const isInvisible = (value: string) => /^[\p{Default_Ignorable_Code_Point}\p{White_Space}]*$/u.test(value);

/** An email address in lower case. Letters that only look like ASCII are refused, because
 *  somebody could use them to impersonate another person. */
export const emailAddress = z
  .string({ error: "Enter an email address." })
  .max(maxEmailLength, `Enter up to ${maxEmailLength} characters.`)
  .transform((value) => value.trim())
  .pipe(z.email({ error: "Enter an email address such as name@company.com." }))
  // Comes after the check: lower case turns some look-alikes, such as the Kelvin sign, into ASCII.
  .transform((value) => value.toLowerCase())
  .meta({ format: "email" });

/** The id of a row. */
export const rowId = z.int32({ error: "Choose one from the list." }).positive("Choose one from the list.");

/** The version of a row that the caller saw. A change based on an older version is refused. */
export const seenVersion = z
  .int({ error: "The version is a whole number." })
  .min(0, "The version is a whole number.")
  .optional();

/** The actor's reason for an action. It goes into the audit log. */
export const reason = text("AuditLog", "reason", maxReasonLength);
