import { randomUUID } from "node:crypto";
import { type Answer, ApiError } from "./call.ts";
import { once } from "./idempotency.ts";
import { checkQuery } from "./query-parameters.ts";
import { countRequest, type Rates } from "./rate-limits.ts";
import { route } from "./router.ts";
import type { Store } from "./store.ts";

/** A request, read to its end. */
export interface ReadRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly text: string;
}

/** Answers a request in one transaction. Its effect, its rate count and its remembered answer are
 *  saved together or not at all. */
export function answerRequest(store: Store, now: Date, rates: Rates, request: ReadRequest): Answer {
  try {
    return store.atOnce(() => limited(store, now, rates, request));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      status: 500,
      body: { message: `The simulator failed: ${message}`, debugging_request_id: randomUUID() },
    };
  }
}

function limited(store: Store, now: Date, rates: Rates, request: ReadRequest): Answer {
  const { method, url, headers, text } = request;
  const found = route(method, url.pathname);
  const isPage = url.pathname === "/v1/embed";
  const key = method === "POST" ? headers.get("idempotency-key") : null;
  let left: number | undefined;
  const isRules = url.pathname.startsWith("/v2/auth_rules");
  const answer = refusing(isRules, () => {
    if (!isPage) checkKey(headers.get("authorization"));
    left = countRequest(store, rates, now, method, url.pathname);
    if (!found) throw new ApiError(404, `The simulator has no ${method} ${url.pathname}`);
    const work = () =>
      refusing(isRules, () =>
        store.atOnce(() => {
          checkQuery(found.route, url.searchParams);
          return found.handler({
            store,
            now,
            params: found.params,
            query: url.searchParams,
            body: bodyOf(request),
          });
        }),
      );
    return key === null ? work() : once(store, now, key, [method, url.pathname, text], work);
  });
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...(left !== undefined && { "x-requests-remaining": String(left) }),
      ...(answer.status === 429 && { "x-requests-remaining": "0", "retry-after": "1" }),
    },
  };
}

// The API key alone, without a scheme.
function checkKey(authorization: string | null): void {
  if (!authorization) throw new ApiError(401, "Please provide API key in Authorization header");
  if (/^(bearer|basic|token)\b/i.test(authorization))
    throw new ApiError(401, "Please provide API key in the form Authorization: [api-key]");
}

// The endpoints of auth rules have an error body of their own for what is wrong with a request.
function refusing(isRules: boolean, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, message } = error;
    if (isRules && (status === 400 || status === 404)) return { status, body: { error: message } };
    return { status, body: { message, debugging_request_id: randomUUID() } };
  }
}

function bodyOf({ text }: ReadRequest): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, "The body is not JSON");
  }
}
