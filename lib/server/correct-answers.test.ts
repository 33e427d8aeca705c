import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { noteActionBegun, noteFailedStatus } from "@/lib/process/request-notes.mjs";
import { guarded } from "./request-filter.mjs";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

async function answerOf(handle: Handle, headers: Record<string, string> = {}, path = "/cards") {
  server = createServer(guarded(handle));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return new Promise<{
    status: number | undefined;
    type: string | undefined;
    text: string;
    retryAfter?: string;
  }>((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", method: "POST", path, headers }, async (response) => {
      let text = "";
      for await (const part of response) text += part;
      const { "content-type": type, "retry-after": retryAfter } = response.headers;
      resolve({ status: response.statusCode, type, text, ...(retryAfter && { retryAfter }) });
    });
    sent.on("error", reject);
    sent.end("x");
  });
}

const action = { "next-action": "abc" };
const form = { "content-type": "multipart/form-data" };
const refused = {
  status: 400,
  type: "text/plain; charset=utf-8",
  text: "The form could not be read. Reload the page and send it again. Nothing was changed.",
};

const fails: Handle = async (_request, response) => {
  await new Promise(setImmediate);
  response.statusCode = 500;
  response.setHeader("Content-Type", "text/x-component");
  response.setHeader("Content-Length", "9");
  response.flushHeaders();
  response.write("0:E{1");
  response.end("}...");
};

it.each([action, form])(
  "a call of an action that cannot be read is 400, with words (G26): %j",
  async (headers) => {
    expect(await answerOf(fails, headers)).toEqual(refused);
  },
);

it("so is one that Next passed on to itself in vain (G26)", async () => {
  const handle: Handle = (_request, response) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
  expect(
    await answerOf((incoming, response) => {
      response.setHeader("Content-Type", "application/json");
      return handle(incoming, response);
    }, action),
  ).toEqual(refused);
});

it("so is one that ends the answer at once (G26)", async () => {
  expect(await answerOf((_request, response) => response.writeHead(500).end("Internal"), form)).toEqual(
    refused,
  );
});

it("an action that is not known keeps its status, and says what to do (G26)", async () => {
  const answer = await answerOf((_request, response) => {
    response.statusCode = 409;
    response.setHeader("x-nextjs-action-not-found", "1");
    response.end("Server Action unavailable.");
  }, action);
  expect(answer).toMatchObject({ status: 409, text: expect.stringContaining("reload the page") });
});

it("an action that began and failed is the portal's mistake (G26)", async () => {
  const handle: Handle = (incoming, response) => {
    noteActionBegun();
    return fails(incoming, response);
  };
  expect(await answerOf(handle, action)).toMatchObject({ status: 500, type: "text/x-component" });
});

it("a page or an endpoint that fails is the portal's mistake (G26)", async () => {
  expect((await answerOf(fails)).status).toBe(500);
  server.close();
  expect((await answerOf(fails, form, "/api/cards")).status).toBe(500);
});

it("a page that searched too much is 429, and says when to try again (G24)", async () => {
  const tooMuch: Handle = (incoming, response) => {
    noteFailedStatus(429);
    return fails(incoming, response);
  };
  expect(await answerOf(tooMuch)).toMatchObject({ status: 429, retryAfter: "60" });
});

it("a page that could not read the database is 503, and says when to try again (G28)", async () => {
  const away: Handle = (incoming, response) => {
    noteFailedStatus(503);
    return fails(incoming, response);
  };
  expect(await answerOf(away)).toMatchObject({ status: 503, retryAfter: "5", text: "0:E{1}..." });
});
