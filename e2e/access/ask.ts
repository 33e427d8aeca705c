import { randomUUID } from "node:crypto";
import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** A request: a body as text with its type, or a form that is sent as multipart, as browsers do. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
}

/** A raw answer. Redirects are not followed. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

// A connection of its own for each request: a server may close an idle one while the next is sent.
const agent = new Agent({ keepAlive: false });

/** Sends a request and adds no header of its own except Host. The caller sets the headers that a
 *  browser would set. */
export async function ask(
  base: string,
  { method = "GET", path, headers = {}, body }: Asked,
): Promise<Answer> {
  const content = await encoded(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${base}${path}`,
      { method, agent, headers: { ...content.headers, ...headers } },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(content.body);
  });
}

/** Asks again where Next leads a request to the same page that lacks a parameter of its own. */
export async function askTwice(base: string, asked: Asked): Promise<Answer> {
  const answer = await ask(base, asked);
  const { location } = answer.headers;
  const isSamePage =
    location !== undefined && new URL(location, base).pathname === new URL(asked.path, base).pathname;
  return isSamePage ? ask(base, { ...asked, path: location }) : answer;
}

async function encoded(body: Asked["body"]): Promise<{ body?: Buffer; headers: Record<string, string> }> {
  if (body === undefined) return { headers: {} };
  const response = new Response(body);
  const type = body instanceof FormData ? { "content-type": response.headers.get("content-type") ?? "" } : {};
  const content = Buffer.from(await response.arrayBuffer());
  // Node leaves out the length for some methods, and the server then reads the
  // body as the next request.
  return { body: content, headers: { ...type, "content-length": String(content.byteLength) } };
}

/** The headers of a browser's request from a page of the portal itself. */
export const fromOwnPage = { "sec-fetch-site": "same-origin" } as const;

/** Signs in as the form of /sign-in does. Returns the Cookie header that a
 *  browser sends afterward. */
export async function signIn(base: string, email: string): Promise<string> {
  const form = new URLSearchParams({ email, password: process.env.DEMO_PASSWORD ?? "" });
  const headers = { ...fromOwnPage, "content-type": "application/x-www-form-urlencoded" };
  const answer = await ask(base, {
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers,
    body: form.toString(),
  });
  const cookie = (answer.headers["set-cookie"] ?? [])
    .map((line) => line.split(";")[0] ?? "")
    .find((line) => /portal-session=./.test(line));
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.status} ${answer.body.slice(0, 200)}`);
  return cookie;
}

/** Sends a request as a program that calls the API does, with a session's cookie or an API key. */
export function askApi(
  base: string,
  { cookie = "", key }: { cookie?: string; key?: string },
  { method, path, body }: { method: string; path: string; body?: unknown },
): Promise<Answer> {
  const json = body === undefined ? {} : { "content-type": "application/json" };
  const headers = {
    ...(cookie && { cookie }),
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
    ...json,
    ...(method === "POST" && { "idempotency-key": randomUUID() }),
  };
  return ask(base, { method, path, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}
