import type { Actor } from "@/lib/auth/actor.ts";
import { requireActor } from "@/lib/auth/require-actor.ts";
import { checkSameOrigin } from "@/lib/auth/same-origin.ts";
import type { CallOptions } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { parseRowId } from "@/lib/fields/row-id.ts";
import { log } from "@/lib/process/log.ts";

/** A call of the API and its caller. */
export interface ApiCall {
  readonly actor: Actor;
  /** The row id in the address. An invalid one has already been answered with NOT_FOUND. */
  readonly id: number;
  readonly query: URLSearchParams;
  /** The JSON body. An empty object when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The Idempotency-Key header, and what to do when the key was used before. */
  readonly options: CallOptions;
}

interface Context {
  /** Undefined when the address has no parameters. */
  readonly params: Promise<Readonly<Record<string, string | string[] | undefined>> | undefined>;
}

/** A file upload over the API and its caller. */
export interface FileCall extends Omit<ApiCall, "body" | "options"> {
  readonly bytes: Uint8Array;
  /** The sender's name of the file, without its folders. */
  readonly fileName: string;
}

/** The function that Next calls for a method of a route. */
export type Handler = (request: Request, context: Context) => Promise<Response>;

const maxBodyBytes = 1_000_000;

/** A route handler around one function of the portal. It checks the session and the origin, then
 *  does the work. It answers errors as problem details (RFC 9457) with a listed code. */
export function endpoint(work: (call: ApiCall) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      return await work(await readCall(request, context));
    } catch (error) {
      return problem(error);
    }
  };
}

/** A route handler that takes a CSV file of at most `maxBytes` bytes as its body, with its name
 *  in Content-Disposition. Otherwise it works like `endpoint`. */
export function fileEndpoint(maxBytes: number, work: (call: FileCall) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      const { headers } = request;
      const call = await readCaller(request, context);
      if (!isCsv(request))
        throw new AppError("WRONG_TYPE", "Send the file itself, with the content type text/csv.");
      const bytes = await readLimited(request.body, maxBytes);
      return await work({ ...call, bytes, fileName: fileNameOf(headers.get("content-disposition") ?? "") });
    } catch (error) {
      return problem(error);
    }
  };
}

/** A JSON answer that must not be cached. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, {
    status,
    headers: { "Cache-Control": "no-store", "Content-Type": "application/json; charset=utf-8" },
  });
}

/** A CSV file as an answer. It is streamed as fast as the client reads, and production stops when
 *  the client disconnects. */
export function csvFile(name: string, pieces: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: () => void pieces.return(undefined),
    },
    { highWaterMark: 0 },
  );
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${name}.csv"`,
  };
  return new Response(body, { headers: { ...headers, "Cache-Control": "no-store" } });
}

async function readCall(request: Request, context: Context): Promise<ApiCall> {
  return { ...(await readCaller(request, context)), body: await bodyOf(request), options: keyOf(request) };
}

async function readCaller(request: Request, context: Context) {
  const actor = await requireActor();
  if (!["GET", "HEAD"].includes(request.method)) checkOrigin(request);
  const id = (await context.params)?.id;
  return { actor, id: id === undefined ? 0 : idOf(id), query: queryOf(request) };
}

// From a page of another site, a browser cannot send JSON, CSV, or methods other than GET and POST
// without naming that site. A program can.
function checkOrigin(request: Request): void {
  const { method, headers } = request;
  const saysNothing = !headers.has("origin") && !headers.has("sec-fetch-site");
  const isPlainForm = method === "POST" && !isJson(request) && !isCsv(request);
  if (!saysNothing || isPlainForm) checkSameOrigin(headers, method);
}

const isJson = (request: Request) => /^application\/json\s*(;|$)/i.test(typeOf(request));
const isCsv = (request: Request) => /^text\/csv\s*(;|$)/i.test(typeOf(request));
const typeOf = ({ headers }: Request) => headers.get("content-type") ?? "";

function idOf(text: string | string[]): number {
  const id = parseRowId(text);
  if (id === undefined) throw new AppError("NOT_FOUND");
  return id;
}

function queryOf(request: Request): URLSearchParams {
  const { searchParams } = new URL(request.url);
  const names = [...searchParams.keys()];
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined)
    throw new AppError("MALFORMED", `The address says ${twice.slice(0, 50)} more than once.`);
  return searchParams;
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  if (["GET", "HEAD"].includes(request.method)) return {};
  const text = asText(await readLimited(request.body, maxBodyBytes));
  if (text === "") return {};
  if (!isJson(request)) throw new AppError("WRONG_TYPE");
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {}
  throw new AppError("MALFORMED", "The body is not a JSON object.");
}

function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("MALFORMED", "The body is not UTF-8.");
  }
}

/** Reads a body of at most `maxBytes` bytes, and stops reading when there
 *  are more. Throws TOO_LARGE. */
export async function readLimited(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new AppError("TOO_LARGE", `This is larger than ${maxBytes / 1_000_000} MB.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const maxFileNameLength = 200;

// Content-Disposition: attachment; filename*=UTF-8''cards.csv, or filename="cards.csv" (RFC 6266).
// The name is only displayed. Nothing is stored under it.
function fileNameOf(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]*)"/i.exec(disposition)?.[1] ?? "";
  try {
    const name = (encoded === undefined ? plain : decodeURIComponent(encoded)).split(/[\\/]/).at(-1) ?? "";
    return (
      [...name.replace(/[\p{C}\u2028\u2029]/gu, "")].slice(0, maxFileNameLength).join("").trim() || "file.csv"
    );
  } catch {
    return "file.csv";
  }
}

function keyOf(request: Request): CallOptions {
  const idempotencyKey = request.headers.get("idempotency-key");
  return idempotencyKey === null ? {} : { idempotencyKey };
}

/** An error as problem details (RFC 9457), with a code of the closed list. */
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
