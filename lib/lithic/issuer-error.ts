import { APIConnectionError, APIConnectionTimeoutError, APIError } from "lithic";
import { CallError, type CallFailure } from "@/lib/errors.ts";

/** A call to the issuer that failed. The message is the issuer's, without card numbers and email addresses. */
export class IssuerError extends CallError {
  override readonly name = "IssuerError";
}

// Certainly before any effect: the connection was never made.
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** The failure behind what the SDK threw. A redirect, a cut body and a status of 5xx leave the outcome unknown. */
export function issuerErrorOf(error: unknown): IssuerError {
  if (error instanceof IssuerError) return error;
  if (error instanceof APIConnectionTimeoutError)
    return new IssuerError("unknown", "The issuer did not answer in time.", { cause: error });
  if (error instanceof APIConnectionError) {
    const kind = neverSent.has(rootCode(error)) ? "unavailable" : "unknown";
    return new IssuerError(kind, "The issuer could not be reached.", { cause: error });
  }
  // Without its cause, which can quote the answer, and with it the number of a card.
  if (!(error instanceof APIError) || error.status === undefined)
    return new IssuerError("unknown", "The issuer's answer could not be read.");
  const { status } = error;
  const reference = textOf(error.error, "debugging_request_id");
  const retryAfter = Number(error.headers?.get("retry-after"));
  return new IssuerError(
    kindOf(status),
    textOf(error.error, "message") ?? `The issuer answered with ${status}.`,
    {
      status,
      ...(reference !== undefined && { reference }),
      ...(retryAfter > 0 && { retryAfter }),
    },
  );
}

// 401 and 403 are about our key, 408, 409 and 429 about the moment: the same call can work later.
function kindOf(status: number): CallFailure {
  if ([401, 403, 429].includes(status)) return "unavailable";
  return [408, 409].includes(status) || status >= 500 ? "unknown" : "refused";
}

function textOf(body: unknown, field: string): string | undefined {
  const value =
    typeof body === "object" && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  return typeof value === "string" ? plain(value) || undefined : undefined;
}

// The issuer's words go into rows and onto pages: nothing a database refuses, no number of a card, no address of a person.
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
