import { AppError } from "@/lib/errors.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";

/** Turns a failed call to the issuer into an AppError: RULE_BROKEN when it refuses, BUSY when it
 *  does not answer. Throws anything else as it is. */
export function inWords(error: unknown): never {
  if (!(error instanceof IssuerError)) throw error;
  if (error.kind === "refused") throw new AppError("RULE_BROKEN", `The issuer refused: ${error.message}`);
  if (error.kind === "unavailable")
    throw new AppError("BUSY", `${error.message} Try again in a moment.`, {
      ...(error.retryAfter !== undefined && { retryAfter: error.retryAfter }),
    });
  // The step may have happened. Its webhook will say.
  throw new AppError(
    "UNKNOWN_OUTCOME",
    `${error.message} It may have been done: look at what arrives before you send it again.`,
  );
}
