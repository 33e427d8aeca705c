import type { Actor } from "@/lib/auth/actor.ts";
import { requireActor } from "@/lib/auth/require-actor.ts";
import { checkSameOrigin } from "@/lib/auth/same-origin.ts";
import type { CallOptions } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { log } from "@/lib/log.ts";

/** A call of the API, by whom. */
export interface ApiCall {
  readonly actor: Actor;
  /** The number in the address; NOT_FOUND before this is reached when it is none. */
  readonly id: number;
  readonly query: URLSearchParams;
  /** The JSON that was sent; an empty object when nothing was. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The Idempotency-Key header, and what to do when it was used before. */
  readonly options: CallOptions;
}

interface Context {
  /** Undefined where the address has no parameters. */
  readonly params: Promise<Readonly<Record<string, string | string[] | undefined>> | undefined>;
}

type Handler = (request: Request, context: Context) => Promise<Response>;

const largestBody = 1_000_000;
const largestId = 2_147_483_647;

/** A route handler over one function of the portal: who is asking, from which site, then the work. What goes wrong is answered as problem
 *  details (RFC 9457) with a code of the closed list. */
export function endpoint(work: (call: ApiCall) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      return await work(await readCall(request, context));
    } catch (error) {
      return problem(error);
    }
  };
}

/** An answer as JSON that nobody keeps. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", "Content-Type": "application/json; charset=utf-8" } });
}

/** Answers what a command made: 201, and 200 when the key was used before. */
export async function created<Answer>(
  call: ApiCall,
  make: (options: CallOptions) => Promise<Answer>,
  show: (answer: Answer) => Promise<unknown>,
): Promise<Response> {
  let status = 201;
  const answer = await make({
    ...call.options,
    onRepeated: () => {
      status = 200;
    },
  });
  return json(await show(answer), status);
}

async function readCall(request: Request, context: Context): Promise<ApiCall> {
  const actor = await requireActor();
  if (!["GET", "HEAD"].includes(request.method)) checkOrigin(request);
  const id = (await context.params)?.id;
  return {
    actor,
    id: id === undefined ? 0 : idOf(id),
    query: queryOf(request),
    body: await bodyOf(request),
    options: keyOf(request),
  };
}

// A page of another site cannot send JSON, or any method but GET and POST, without a browser that says whose page it is; a program may.
function checkOrigin(request: Request): void {
  const { method, headers } = request;
  const saysNothing = !headers.has("origin") && !headers.has("sec-fetch-site");
  const isPlainForm = method === "POST" && !isJson(request);
  if (!saysNothing || isPlainForm) checkSameOrigin(headers, method);
}

const isJson = (request: Request) => /^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "");

function idOf(id: string | string[]): number {
  if (typeof id !== "string" || !/^[1-9]\d{0,9}$/.test(id) || Number(id) > largestId) throw new AppError("NOT_FOUND");
  return Number(id);
}

function queryOf(request: Request): URLSearchParams {
  const { searchParams } = new URL(request.url);
  const names = [...searchParams.keys()];
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new AppError("MALFORMED", `The address says ${twice.slice(0, 50)} more than once.`);
  return searchParams;
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  if (["GET", "HEAD"].includes(request.method)) return {};
  const text = await readLimited(request);
  if (text === "") return {};
  if (!isJson(request)) throw new AppError("NOT_JSON");
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {}
  throw new AppError("MALFORMED", "The body is not a JSON object; nothing was changed.");
}

async function readLimited(request: Request): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > largestBody) throw new AppError("TOO_LARGE");
    parts.push(part);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new AppError("MALFORMED", "The body is not UTF-8; nothing was changed.");
  }
}

function keyOf(request: Request): CallOptions {
  const idempotencyKey = request.headers.get("idempotency-key");
  return idempotencyKey === null ? {} : { idempotencyKey };
}

/** What went wrong as problem details (RFC 9457), with a code of the closed list. */
export function problem(error: unknown): Response {
  if (!(error instanceof AppError)) log().error({ error }, "api: broken");
  const known = error instanceof AppError && error.code !== "BROKEN" ? error : new AppError("BROKEN");
  const body = {
    type: "about:blank",
    title: known.code,
    status: known.status,
    detail: known.message,
    code: known.code,
    ...(Object.keys(known.fields).length > 0 && { errors: known.fields }),
  };
  return new Response(JSON.stringify(body), {
    status: known.status,
    headers: {
      "Content-Type": "application/problem+json; charset=utf-8",
      "Cache-Control": "no-store",
      ...(known.status === 503 && { "Retry-After": "1" }),
    },
  });
}
