import { randomUUID } from "node:crypto";
import type { Answer } from "./call.ts";
import { withCheckDigit } from "./cards/payment-card-number.ts";
import type { Fault } from "./faults.ts";

/** The number that the fault "extra-pan" adds to answers. Code that shows or stores it leaks. */
export const canaryPan = withCheckDigit("411111129876543");
const canaryCvv = "987";
/** The state or status in the answers of the fault "new-words". */
export const newWord = "MOONLIT";

/** The response under a fault. `answer` does what was requested. Throws as fetch does when the
 *  connection is lost. */
export async function struck(
  fault: Fault | undefined,
  signal: AbortSignal,
  answer: () => Answer,
): Promise<Response> {
  switch (fault?.kind) {
    case "rate-limited":
      return faulty(fault, 429, errorBody("Rate limited, too many requests per second"), {
        "retry-after": fault.retryAfter ?? "1",
      });
    case "refused":
      return faulty(fault, 422, errorBody("The request was refused"));
    case "error-before":
      return faulty(fault, 500, errorBody("Internal server error"));
    case "error-after":
      answer();
      return faulty(fault, 500, errorBody("Internal server error"));
    case "hang":
      return await never(signal);
    case "hang-after":
      answer();
      return await never(signal);
    case "reset":
      throw lost("ECONNRESET");
    case "reset-after":
      answer();
      throw lost("ECONNRESET");
    case "down":
      throw lost("ECONNREFUSED");
    case "truncated": {
      const text = JSON.stringify(answer().body ?? {});
      return faulty(fault, 200, text.slice(0, Math.floor(text.length / 2)));
    }
    case "html":
      return faulty(
        fault,
        200,
        "<!doctype html><title>Service</title><p>Please wait while we check your browser.",
        {
          "content-type": "text/html",
        },
      );
    case "wrong-account": {
      const another = randomUUID();
      return faulty(fault, ...changed(answer(), (key, value) => (key === "account_token" ? another : value)));
    }
    case "wrong-state":
      return faulty(
        fault,
        ...changed(answer(), (key, value) =>
          key === "state" ? (value === "OPEN" ? "PAUSED" : "OPEN") : value,
        ),
      );
    // What a newer version of the API could say: words that are not documented yet, and no optional
    // lists.
    case "new-words":
      return faulty(
        fault,
        ...changed(answer(), (key, value) =>
          key === "events" || key === "detailed_results"
            ? undefined
            : key === "state" || key === "status"
              ? newWord
              : value,
        ),
      );
    case "extra-pan":
      return faulty(
        fault,
        ...changed(answer(), (_, value) =>
          isObject(value) ? { ...value, pan: canaryPan, cvv: canaryCvv } : value,
        ),
      );
    default:
      return response(answer());
  }
}

/** Waits, or stops early when the signal aborts. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    if (milliseconds <= 0) return resolve();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", stop, { once: true });
  });
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

const lost = (code: "ECONNRESET" | "ECONNREFUSED") =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(`The simulator plays ${code}`), { code }) });

const errorBody = (message: string) => JSON.stringify({ message, debugging_request_id: randomUUID() });

function changed(
  { status, body }: Answer,
  change: (key: string, value: unknown) => unknown,
): [number, string] {
  return [status, JSON.stringify(body ?? {}, change)];
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Marks in a header that the answer is not the issuer's own, so that checks against the
 *  specification skip it. */
function faulty(
  { kind }: Fault,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "application/json", "x-simulator-fault": kind, ...headers },
  });
}

function response({ status, body, html, headers }: Answer): Response {
  if (html !== undefined)
    return new Response(html, {
      status,
      headers: { "content-type": "text/html; charset=utf-8", ...headers },
    });
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, {
    status,
    headers: { ...(text !== null && { "content-type": "application/json" }), ...headers },
  });
}
