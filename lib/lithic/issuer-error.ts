import { APIConnectionError, APIConnectionTimeoutError, APIError } from "lithic";
import { CallError, type CallFailure } from "@/lib/errors.ts";

/** The longest that a Retry-After is followed, in seconds. A freeze must not wait longer for a
 *  header that may be wrong. */
const maxRetryAfter = 300;

/** A failed call to the issuer. The message is the issuer's, without card numbers and email
 *  addresses. */
export class IssuerError extends CallError {
  override readonly name = "IssuerError";
}

// These calls had no effect, because the connection was never made.
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Turns an error of the SDK into an IssuerError. A redirect, a truncated body and a 5xx status
 *  leave the outcome unknown. */
export function issuerErrorOf(error: unknown): IssuerError {
  if (error instanceof IssuerError) return error;
  if (error instanceof APIConnectionTimeoutError)
    return new IssuerError("unknown", "The issuer did not answer in time.", { cause: error });
  if (error instanceof APIConnectionError) {
    const kind = neverSent.has(rootCode(error)) ? "unavailable" : "unknown";
    return new IssuerError(kind, "The issuer could not be reached.", { cause: error });
  }
  // The cause is left out, because it can quote the answer and so contain a card number.
  if (!(error instanceof APIError) || error.status === undefined)
    return new IssuerError("unknown", "The issuer's answer could not be read.");
  const { status } = error;
  const reference = textOf(error.error, "debugging_request_id");
  const retryAfter = secondsFrom(error.headers?.get("retry-after"));
  // The endpoints of auth rules put their message into a field of another name.
  const message = textOf(error.error, "message") ?? textOf(error.error, "error");
  return new IssuerError(kindOf(status), message ?? `The issuer answered with ${status}.`, {
    status,
    ...(reference !== undefined && { reference }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

// A number of seconds, or an HTTP date (RFC 9110, section 10.2.3).
function secondsFrom(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const number = Number(header);
  const seconds = Number.isNaN(number) ? Math.ceil((Date.parse(header) - Date.now()) / 1_000) : number;
  return seconds > 0 ? Math.min(seconds, maxRetryAfter) : undefined;
}

// 401 and 403 concern our key; 408, 409 and 429 are temporary. The same call can work later.
function kindOf(status: number): CallFailure {
  if ([401, 403, 429].includes(status)) return "unavailable";
  return [408, 409].includes(status) || status >= 500 ? "unknown" : "refused";
}

function textOf(body: unknown, field: string): string | undefined {
  const value =
    typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? plain(value) || undefined : undefined;
}

// The issuer's message is stored in rows and shown on pages. It must contain nothing that a
// database rejects, no card number and no email address.
function plain(text: string): string {
  const printable = text.toWellFormed().replace(/\p{Cc}+/gu, " ");
  return printable
    .replace(/\S+@\S+/g, "•••")
    .replace(/\d[\d -]{6,}\d/g, "•••")
    .trim()
    .slice(0, 300)
    .toWellFormed();
}

function rootCode(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return typeof code === "string" ? code : cause ? rootCode(cause) : "";
}
