import { AppError } from "@/lib/errors.ts";

/** What is wrong with one field of a form. */
export const invalidField = (field: string, message: string) =>
  new AppError("INVALID_INPUT", `${message} Nothing was changed.`, { fields: { [field]: message } });
