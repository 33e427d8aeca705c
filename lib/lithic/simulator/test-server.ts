import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { openSimulator, type Simulator } from "./simulator.ts";

/** A simulator that answers over HTTP on this machine, in Lithic's place. */
export interface TestServer {
  readonly simulator: Simulator;
  /** For LITHIC_TEST_URL. */
  readonly url: string;
  close(): Promise<void>;
}

const sendEveryMilliseconds = 200;

/** Serves a simulator of its own. It takes one key only, as Lithic does, and sends its webhooks by
 *  itself. */
export async function serveSimulator(key: string): Promise<TestServer> {
  const simulator = openSimulator({ file: ":memory:", rates: "none" });
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await answerTo(request);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  let sending = Promise.resolve(0);
  const timer = setInterval(() => {
    sending = sending.then(() => simulator.deliverWebhooks());
  }, sendEveryMilliseconds);
  return {
    simulator,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      clearInterval(timer);
      await sending;
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      simulator.close();
    },
  };

  async function answerTo(request: IncomingMessage) {
    const { method = "GET", url = "/", headers } = request;
    if (url !== "/v1/status" && headers.authorization !== key) {
      const body = JSON.stringify({ message: "Please provide a valid API key" });
      return { status: 401, headers: { "content-type": "application/json" }, body };
    }
    const sent = await text(request);
    const idempotencyKey = headers["idempotency-key"];
    const answer = await simulator.fetch(`https://sandbox.lithic.com${url}`, {
      method,
      headers: {
        authorization: key,
        ...(typeof idempotencyKey === "string" && { "idempotency-key": idempotencyKey }),
      },
      ...(sent !== "" && { body: sent }),
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.text(),
    };
  }
}
