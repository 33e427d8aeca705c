import type { SessionOptions } from "@/lib/auth/require-actor.ts";
import { asAppError } from "@/lib/db/engines/database-error.ts";
import { AppError } from "@/lib/errors.ts";
import { log } from "@/lib/process/log.ts";
import { endTurn } from "@/lib/process/request-notes.mjs";
import { type ApiCall, type Context, type FileCall, readCall, readFileCall } from "./read-call.ts";

/** The function that Next calls for a method of a route. */
export type Handler = (request: Request, context: Context) => Promise<Response>;

/** A route handler around one function of the portal. It checks the session and the origin, then
 *  does the work. It answers errors as problem details (RFC 9457) with a listed code. */
export function endpoint(work: (call: ApiCall) => Promise<Response>, options: SessionOptions = {}): Handler {
  return async (request, context) => {
    try {
      return await work(await readCall(request, context, options));
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
      return await work(await readFileCall(request, context, maxBytes));
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
  // The files of a business have a line of their own, see inOneOfFew.
  endTurn();
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

/** An error as problem details (RFC 9457), with a code of the closed list. */
export function problem(thrown: unknown): Response {
  const error = asAppError(thrown);
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
      // RFC 9110, 15.5.2: a 401 names how to sign in. Programs do it with an API key.
      ...(known.status === 401 && { "WWW-Authenticate": "Bearer" }),
      ...(known.retryAfterSeconds && { "Retry-After": String(known.retryAfterSeconds) }),
    },
  });
}
