import type { ZodType } from "zod";
import type { Store } from "./store.ts";

/** One request as a handler sees it, inside its transaction. */
export interface Call {
  readonly store: Store;
  readonly now: Date;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** The answer: a JSON body, a page, or nothing. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal. Everything the handler did is rolled back. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: 400 | 401 | 404 | 409 | 422 | 429,
    message: string,
  ) {
    super(message);
  }
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** Parses a value with a schema. Throws 400 naming the first invalid field. */
export function parse<Output>(schema: ZodType<Output>, value: unknown): Output {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const issue = error.issues[0];
  throw new ApiError(400, issue ? `${issue.path.join(".") || "body"}: ${issue.message}` : "Invalid request");
}

/** A path parameter of the matched route. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}.`);
  return value;
}
