import { asAppError } from "@/lib/db/engines/database-error.ts";
import { AppError, type ErrorCode, type FieldErrors } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";

/** The error as a form shows it. An unexpected error is logged, and its details stay in the log. */
export function formError(thrown: unknown): { code: ErrorCode; message: string; fields: FieldErrors } {
  const error = asAppError(thrown);
  if (!(error instanceof AppError)) log().error({ error }, "action: broken");
  const known = error instanceof AppError && error.code !== "BROKEN" ? error : new AppError("BROKEN");
  const message = known.code === "KEY_REUSED" ? submittedBefore : known.message;
  return { code: known.code, message, fields: known.fields };
}

// The sender of a form knows nothing about idempotency keys.
const submittedBefore =
  "This form was already submitted with other details. Reload to see what was saved, then make your change.";
