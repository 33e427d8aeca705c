import { errorCodes } from "./error-codes.ts";

// Only a change gets these codes, and it was rolled back.
const unchanged: ReadonlySet<string> = new Set([
  "INVALID_INPUT",
  "MALFORMED",
  "WRONG_METHOD",
  "WRONG_TYPE",
  "TOO_LARGE",
  "STALE",
  "RULE_BROKEN",
  "TOO_MANY",
  "BUSY",
  "UNAVAILABLE",
  "READ_ONLY",
]);

export type ErrorCode = keyof typeof errorCodes;

/** The message for each invalid field. Dots join the names of nested fields. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The row that somebody tried to reach. */
export interface ErrorTarget {
  readonly model: string;
  readonly id: number | string;
}

/** An expected failure: a code from the closed list, a message for people, and the invalid fields
 *  if any. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  /** What is wrong, and what to do next. The message adds that nothing was changed. */
  readonly reason: string;
  readonly fields: FieldErrors;
  /** The row that was tried, when that is to stand in the audit log. */
  readonly target: ErrorTarget | undefined;
  /** What a page that fails may know of the error, when trying again helps. Next passes it on. */
  readonly digest?: string;
  readonly #retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message?: string,
    options: { fields?: FieldErrors; cause?: unknown; target?: ErrorTarget; retryAfter?: number } = {},
  ) {
    const reason = message ?? errorCodes[code].message;
    super(unchanged.has(code) ? `${reason} Nothing was changed.` : reason, { cause: options.cause });
    this.code = code;
    this.reason = reason;
    this.fields = options.fields ?? {};
    this.target = options.target;
    this.#retryAfter = options.retryAfter;
    if (this.retryAfterSeconds !== undefined) this.digest = code;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }

  /** After how many seconds to try again. Undefined when that would not help. */
  get retryAfterSeconds(): number | undefined {
    if (![429, 503].includes(this.status)) return undefined;
    return this.#retryAfter ?? { UNAVAILABLE: 5, READ_ONLY: 60 }[this.code as string] ?? 1;
  }
}

/** The error for a row that does not exist, or not for the one who asks. */
export const noRow = (model: string, id: number | string, message?: string) =>
  new AppError("NOT_FOUND", message, { target: { model, id } });

/** An INVALID_INPUT error for one field of a form, or for an uploaded file. `target` is the row
 *  that was chosen and is not there. */
export const invalidField = (field: string, message: string, target?: ErrorTarget) =>
  new AppError("INVALID_INPUT", message, { fields: { [field]: message }, ...(target && { target }) });

/** What a failed call to an outside service means. "refused" had no effect and will never work,
 *  "unavailable" had no effect and may work later, "unknown" may have had its effect. */
export type CallFailure = "refused" | "unavailable" | "unknown";

/** A failed call to an outside service. Its message contains no card numbers or email addresses, so
 *  managers may see it. */
export class CallError extends Error {
  override readonly name: string = "CallError";
  readonly kind: CallFailure;
  /** The HTTP status, when there was a response. */
  readonly status: number | undefined;
  /** The service's reference for the request, for its support team. */
  readonly reference: string | undefined;
  /** How long to wait before the next call at least, in seconds. */
  readonly retryAfter: number | undefined;
  /** An earlier call may still arrive, so this one was not sent. */
  readonly isTooEarly: boolean;

  constructor(
    kind: CallFailure,
    message: string,
    about: {
      status?: number;
      reference?: string;
      retryAfter?: number;
      isTooEarly?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: about.cause });
    this.kind = kind;
    this.status = about.status;
    this.reference = about.reference;
    this.retryAfter = about.retryAfter;
    this.isTooEarly = about.isTooEarly ?? false;
  }
}
