import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { errorCodes } from "@/lib/error-codes.ts";
import { guarded, refuseUnreadable } from "./request-filter.mjs";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

type Seen = {
  method: string;
  url: string;
  headers: Record<string, string>;
  rawHeaders: string[];
  size: number;
};

// Answers with the request that reached it, as Next would see it.
async function echo(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of incoming) size += chunk.length;
  } catch {
    return;
  }
  const { method, url, headers, rawHeaders } = incoming;
  response.end(JSON.stringify({ method, url, headers, rawHeaders, size }));
}

async function serve(settings = {}): Promise<number> {
  const server = createServer(guarded(echo, settings)).on("clientError", refuseUnreadable);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return (server.address() as AddressInfo).port;
}

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
}

function ask(
  port: number,
  { method = "GET", path = "/", headers = {}, body }: Asked = {},
): Promise<{ response: IncomingMessage; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: "127.0.0.1", method, path, headers, agent: false },
      async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve({ response, text });
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

async function seen(port: number, asked: Asked = {}): Promise<Seen> {
  const { response, text } = await ask(port, asked);
  expect(response.statusCode).toBe(200);
  return JSON.parse(text);
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.on("data", (data) => (answer += data)).on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("what a client says of itself", () => {
  it.each([
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-port",
    "x-real-ip",
    "forwarded",
    "x-middleware-subrequest",
    "x-middleware-next",
    "x-middleware-rewrite",
    "x-nextjs-data",
    "x-nextjs-rewritten-path",
    "x-next-resume-state-length",
    "next-resume",
    "x-now-route-matches",
    "x-matched-path",
    "x-invoke-path",
    "x-prerender-revalidate",
    "x-http-method-override",
    "x-method-override",
    "x-original-url",
    "x-portal-path",
    "x-portal-anything",
  ])("does not get through as %s (ADV-N1, ADV-A5)", async (name) => {
    const { headers, rawHeaders } = await seen(await serve(), {
      headers: { [name]: "forged", [name.toUpperCase()]: "forged" },
    });
    expect(headers[name]).toBeUndefined();
    expect(JSON.stringify(rawHeaders)).not.toContain("forged");
  });

  it("gets through as what Next's own pages send", async () => {
    const sent = {
      rsc: "1",
      "next-action": "abc",
      "next-router-state-tree": "[]",
      "next-router-prefetch": "1",
      "next-url": "/cards",
      cookie: "a=b; c=d",
    };
    expect((await seen(await serve(), { headers: sent })).headers).toMatchObject(sent);
  });

  it("is replaced by who it is", async () => {
    const forged = {
      "x-portal-client-ip": "203.0.113.9",
      "x-portal-request-id": "mine",
      "x-forwarded-for": "203.0.113.9",
    };
    const { headers } = await seen(await serve(), { headers: forged });
    expect(headers["x-portal-client-ip"]).toBe("127.0.0.1");
    expect(headers["x-portal-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("has another number for each request", async () => {
    const port = await serve();
    const numbers = await Promise.all(
      Array.from({ length: 3 }, async () => (await seen(port)).headers["x-portal-request-id"]),
    );
    expect(new Set(numbers).size).toBe(3);
  });

  it.each([
    [0, "198.51.100.1", "127.0.0.1"],
    [1, "198.51.100.1", "198.51.100.1"],
    [1, "203.0.113.9, 198.51.100.1", "198.51.100.1"],
    [2, "203.0.113.9, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
    [1, "203.0.113.9,2001:db8::7", "2001:db8::7"],
    [1, "::ffff:198.51.100.1", "198.51.100.1"],
    [1, "", "127.0.0.1"],
    [2, "198.51.100.1", "127.0.0.1"],
    [1, "198.51.100.1, unknown", "127.0.0.1"],
    [1, "198.51.100.1:443", "127.0.0.1"],
  ])("behind %i proxies that heard %j, is %s", async (trustedProxies, heard, address) => {
    const { headers } = await seen(await serve({ trustedProxies }), {
      headers: { "x-forwarded-for": heard },
    });
    expect(headers["x-portal-client-ip"]).toBe(address);
  });

  it("counts as the portal's own host where that is known (ADV-A5)", async () => {
    const port = await serve({ portalUrl: "https://cards.example.com" });
    expect((await seen(port, { headers: { host: "evil.example" } })).headers.host).toBe("cards.example.com");
  });
});

describe("a request that nobody may make", () => {
  it.each([
    ["TRACE", "/"],
    ["OPTIONS", "/"],
    ["PROPFIND", "/"],
    ["PUT", "/cards"],
    ["DELETE", "/cards"],
    ["PATCH", "/sign-in"],
    ["TRACE", "/api/cards"],
    ["OPTIONS", "/api/cards"],
    ["PROPFIND", "/api/cards"],
  ])("is refused: %s %s", async (method, path) => {
    const { response } = await ask(await serve(), { method, path });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toMatch(/^GET, HEAD, POST/);
    expect(response.headers["strict-transport-security"]).toBeDefined();
  });

  it.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "nonsense" },
  ])("is refused: a change from a page of another site, as %j (ADV-N5)", async (headers) => {
    const port = await serve();
    for (const path of ["/cards", "/api/cards"])
      expect((await ask(port, { method: "POST", path, headers })).response.statusCode).toBe(403);
    expect((await ask(port, { headers })).response.statusCode).toBe(200);
  });

  it.each([
    [{}, { "sec-fetch-site": "same-origin", origin: "https://anything.example" }],
    [{}, { host: "cards.example.com", origin: "http://cards.example.com" }],
    [
      { portalUrl: "https://cards.example.com" },
      { host: "10.0.0.5:3000", origin: "https://cards.example.com" },
    ],
    [{}, {}],
  ])("is none: a change from the portal's own page, or from no page (%j %j)", async (settings, headers) => {
    expect(
      (await ask(await serve(settings), { method: "POST", path: "/cards", headers })).response.statusCode,
    ).toBe(200);
  });

  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"])("is none: %s under /api/", async (method) => {
    expect((await seen(await serve(), { method, path: "/api/cards" })).method).toBe(method);
  });

  it.each([
    [{ method: "OPTIONS" }, "WRONG_METHOD"],
    [{ method: "POST", headers: { "sec-fetch-site": "cross-site" } }, "FORBIDDEN"],
    [{ method: "POST", headers: { "content-length": "1000001" } }, "TOO_LARGE"],
    [{ path: "/api/%E0%A4%A" }, "MALFORMED"],
  ] as const)(
    "is told to a program as problem details, with a code of the closed list: %j",
    async (asked, code) => {
      const { response, text } = await ask(await serve(), { path: "/api/cards", ...asked });
      expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
      expect(response.statusCode).toBe(errorCodes[code].status);
      expect(JSON.parse(text)).toMatchObject({
        type: "about:blank",
        title: code,
        code,
        status: errorCodes[code].status,
      });
    },
  );

  it.each(["http://evil.example/", "//evil.example/", "*"])("is refused: the address %s", async (address) => {
    const answer = await raw(
      await serve(),
      `GET ${address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
  });

  it.each([
    ["two lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["nonsense", "hello\r\n\r\n"],
    ["a broken header", "GET / HTTP/1.1\r\nHost a\r\n\r\n"],
  ])("is refused: %s", async (_, text) => {
    const answer = await raw(await serve(), text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/x-frame-options: deny/i);
  });

  it("is refused: headers of 64 kB", async () => {
    const answer = await raw(
      await serve(),
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${"a".repeat(65_536)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  });
});

describe("a body", () => {
  it.each([0, 1, 999_999, 1_000_000])("of %i bytes gets through", async (size) => {
    const port = await serve();
    expect((await seen(port, { method: "POST", body: Buffer.alloc(size) })).size).toBe(size);
    expect(
      (
        await seen(port, {
          method: "POST",
          body: Buffer.alloc(size),
          headers: { "transfer-encoding": "chunked" },
        })
      ).size,
    ).toBe(size);
  });

  it("of more is refused by its stated length, before it is sent", async () => {
    const answer = await raw(
      await serve(),
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("The body is larger than 1 MB.");
  });

  it("of more is refused while it comes in, when no length was stated", async () => {
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const answer = await raw(
      await serve(),
      `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(17)}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe("an answer", () => {
  it.each(["/", "/api/cards", "/no-such-page"])(
    "carries the security headers on %s, and is not kept (ADV-N13)",
    async (path) => {
      const { response } = await ask(await serve(), { path });
      expect(response.headers).toMatchObject({
        "strict-transport-security": "max-age=63072000; includeSubDomains",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
      });
      expect(response.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(response.headers["permissions-policy"]).toContain("camera=()");
      expect(response.headers["access-control-allow-origin"]).toBeUndefined();
    },
  );

  it.each(["/_next/static/chunks/a.js", "/api/openapi.json"])(
    "may be kept when it is the same for everybody: %s",
    async (path) => {
      const { response } = await ask(await serve(), { path });
      expect(response.headers["cache-control"]).toBeUndefined();
      expect(response.headers["x-content-type-options"]).toBe("nosniff");
    },
  );
});
