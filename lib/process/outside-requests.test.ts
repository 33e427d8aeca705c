import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { expect, test } from "vitest";
import { PasswordPool } from "@/lib/auth/passwords/password-pool.ts";
import { countSignIn } from "@/lib/auth/sign-in/sign-in-limit.ts";
import { connect, connection, setConnection } from "@/lib/db/client.ts";
import { inAccount, inTransaction } from "@/lib/db/transaction.ts";
import { outsideRequests } from "./outside-requests.ts";

const request = new AsyncLocalStorage<true>();
// Resources that may outlive the request that opens them.
const lasting = ["TCPWRAP", "TCPCONNECTWRAP", "PIPEWRAP", "WORKER", "MESSAGEPORT", "Timeout"];

/** Runs work as a request. Returns the types of the resources it opened in its context and left
 *  open. */
async function leftOpen(work: () => Promise<unknown>): Promise<string[]> {
  const opened: { type: string; resource: { _destroyed?: boolean } }[] = [];
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (request.getStore() && lasting.includes(type)) opened.push({ type, resource });
    },
  }).enable();
  await request.run(true, work);
  hook.disable();
  return opened.filter(({ resource }) => !resource._destroyed).map(({ type }) => type);
}

test("work outside of requests does not see them", () => {
  expect(request.run(true, () => outsideRequests(() => request.getStore()))).toBeUndefined();
});

test("a timer that a request leaves behind is found", async () => {
  let timer: NodeJS.Timeout | undefined;
  const found = await leftOpen(async () => {
    timer = setTimeout(() => {}, 60_000);
  });
  clearTimeout(timer);
  expect(found).toEqual(["Timeout"]);
});

test("a request opens no connection to the database in its context", async () => {
  const before = connection();
  const own = connect(before.url);
  setConnection(own);
  const ask = () => inAccount(1, (db) => db.card.count());
  const write = () => inTransaction({ accountId: 1 }, (tx) => tx.card.count());
  // More queries at once than there are connections, so that some connections are handed on.
  const found = await leftOpen(() => Promise.all([...Array.from({ length: 15 }, ask), write(), write()]));
  await own.close();
  setConnection(before);
  expect(found).toEqual([]);
});

test("a request starts no thread for passwords in its context", async () => {
  const pool = new PasswordPool(2);
  const hash = () => pool.inPlace((run) => run({ text: "a password", cost: 4 }));
  const found = await leftOpen(() => Promise.all([hash(), hash(), hash()]));
  await pool.close();
  expect(found).toEqual([]);
});

test("counting a sign-in leaves no timer in the context of its request", async () => {
  expect(await leftOpen(() => countSignIn("192.0.2.77", "a@b.example"))).toEqual([]);
});
