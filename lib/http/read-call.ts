import { z } from "zod";
import type { Actor } from "@/lib/auth/actor.ts";
import { bearerOf, requireApiKey } from "@/lib/auth/api-key/require-api-key.ts";
import { requestOrigin } from "@/lib/auth/request-origin.ts";
import { requireActor, type SessionOptions } from "@/lib/auth/require-actor.ts";
import { checkSameOrigin } from "@/lib/auth/same-origin.ts";
import type { CallOptions } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { parseRowId } from "@/lib/fields/row-id.ts";

/** A call of the API and its caller. */
export interface ApiCall {
  readonly actor: Actor;
  /** The row id in the address. An invalid one has already been answered with NOT_FOUND. */
  readonly id: number;
  /** The UUID in the address, of rows that have one for an id. */
  readonly uuid: string;
  readonly query: URLSearchParams;
  /** The JSON body. An empty object when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The Idempotency-Key header, and what to do when the key was used before. */
  readonly options: CallOptions;
}

/** The second argument of a route handler. */
export interface Context {
  /** Undefined when the address has no parameters. */
  readonly params: Promise<Readonly<Record<string, string | string[] | undefined>> | undefined>;
}

/** A file upload over the API and its caller. */
export interface FileCall extends Omit<ApiCall, "body" | "options"> {
  readonly bytes: Uint8Array;
  /** The sender's name of the file, without its folders. */
  readonly fileName: string;
}

const maxBodyBytes = 1_000_000;

/** Reads who calls, what and with which JSON body. Throws NOT_SIGNED_IN, NETWORK_NOT_ALLOWED,
 *  SECOND_FACTOR_MISSING, FORBIDDEN from another site, NOT_FOUND, MALFORMED, WRONG_TYPE, TOO_LARGE
 *  and TOO_MANY. */
export async function readCall(
  request: Request,
  context: Context,
  options: SessionOptions = {},
): Promise<ApiCall> {
  return {
    ...(await readCaller(request, context, options)),
    body: await bodyOf(request),
    options: keyOf(request),
  };
}

/** Reads the same as `readCall`, with a CSV file of at most `maxBytes` bytes for a body. */
export async function readFileCall(request: Request, context: Context, maxBytes: number): Promise<FileCall> {
  const call = await readCaller(request, context);
  if (!isCsv(request))
    throw new AppError("WRONG_TYPE", "Send the file itself, with the content type text/csv.");
  const bytes = await readLimited(request.body, maxBytes);
  return { ...call, bytes, fileName: fileNameOf(request.headers.get("content-disposition") ?? "") };
}

/** Reads the JSON body of a request that needs no session. Throws FORBIDDEN from another site,
 *  MALFORMED, WRONG_TYPE and TOO_LARGE. */
export async function readOpenBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  checkOrigin(request);
  return bodyOf(request);
}

async function readCaller(request: Request, context: Context, options: SessionOptions = {}) {
  const actor = await callerOf(request, options);
  const { id, uuid } = (await context.params) ?? {};
  return {
    actor,
    id: id === undefined ? 0 : idOf(id),
    uuid: uuid === undefined ? "" : uuidOf(uuid),
    query: queryOf(request),
  };
}

// A browser never sends an API key by itself, so no other site can use it.
async function callerOf(request: Request, options: SessionOptions): Promise<Actor> {
  const key = bearerOf(request.headers);
  if (key !== undefined) return requireApiKey(key, requestOrigin(request.headers));
  const actor = await requireActor(options);
  if (!["GET", "HEAD"].includes(request.method)) checkOrigin(request);
  return actor;
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

function uuidOf(text: string | string[]): string {
  const { data } = z.uuid().safeParse(text);
  if (data === undefined) throw new AppError("NOT_FOUND");
  return data;
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
  for await (const part of untilEnded(body)) {
    size += part.byteLength;
    if (size > maxBytes) throw new AppError("TOO_LARGE", `This is larger than ${maxBytes / 1_000_000} MB.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

// A client that goes away in the middle of its request is no error of the portal.
async function* untilEnded(body: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (error) {
    throw new AppError("MALFORMED", "The request ended before all of it was sent.", { cause: error });
  }
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
