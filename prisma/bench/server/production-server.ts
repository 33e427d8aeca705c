import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { Agent, get } from "node:http";
import autocannon from "autocannon";
import { userActor } from "@/lib/auth/actor.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { checkBulkJob } from "@/lib/bulk-jobs/start/check-bulk-job.ts";
import { startBulkJob } from "@/lib/bulk-jobs/start/start-bulk-job.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { saveSavedView } from "@/lib/saved-views/save-saved-view.ts";
import type { Engine } from "../../migrate/custom-ddl.ts";
import { addBulkRows } from "../../seed/bulk-rows.ts";
import { seedDemo } from "../../seed/demo.ts";
import { demoBusinesses, demoOperator } from "../../seed/demo-data.ts";
import { folder, onEmptyDatabase } from "../databases.ts";
import { type OpenedPage, openedPages, type PageIds, type Visitor } from "./page-list.ts";

/** The production server on a database with this many cards in one business,
 *  and its signed-in people. */
export interface ProductionServer {
  readonly process: ChildProcess;
  readonly pages: readonly OpenedPage[];
  readonly cookies: Readonly<Record<Visitor, string>>;
}

interface ServerOptions {
  readonly cards: number;
  /** Node options for the server. */
  readonly nodeOptions?: readonly string[];
  /** Variables of the server, beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

const port = 3290;
export const base = `http://127.0.0.1:${port}`;
/** The password of the demo's people. */
export const password = "a password for measuring";
const business = demoBusinesses[0];
const emailOf = (role: Visitor) => business?.people.find((person) => person.role === role)?.email ?? "";

/** Runs work on the production build, with all the cards in one business. */
export async function onServer<T>(
  engine: Engine,
  { cards, nodeOptions = [], environment = {} }: ServerOptions,
  work: (server: ProductionServer) => Promise<T>,
): Promise<T> {
  const issuerFile = `${folder}/issuer.sqlite`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${issuerFile}${suffix}`, { force: true });
  process.env.ISSUER_SIMULATOR_FILE = issuerFile;
  return onEmptyDatabase(engine, async (url) => {
    await seedDemo(password, { isUsed: false });
    const owner = await findUserByEmail(emailOf("owner"));
    await addBulkRows(url, { cards, transactions: 2_000, accounts: 0, seed: 1 }, owner?.accountId);
    const pages = openedPages(await makeIds());
    const server = await started(url, nodeOptions, environment);
    try {
      return await work({ process: server, pages, cookies: await allSignedIn() });
    } finally {
      await stopped(server);
    }
  });
}

async function makeIds(): Promise<PageIds> {
  const user = await findUserByEmail(emailOf("owner"));
  if (!user) throw new Error("The demo has no owner");
  const owner = userActor(user, { ip: null, userAgent: null, requestId: "bench" });
  const savedView = "status=active&form=physical&sort=-lastUsed&columns=memo,holder,lastUsed";
  await saveSavedView(owner, { list: "cards", name: "Physical, by last use", query: savedView });
  const freeze = { verb: "card.freeze" } as const;
  const { ids } = await checkBulkJob(owner, { ...freeze, cards: { query: "search=cardholder" } });
  const { jobId } = await startBulkJob(owner, { ...freeze, cards: { ids: [...ids] }, reason: "Bench" });
  return inAccount(user.accountId, async (db) => {
    const byId = { orderBy: { id: "asc" }, select: { id: true } } as const;
    const card = await db.card.findFirst({ where: { status: "active" }, ...byId });
    const spendingProfile = await db.spendingProfile.findFirst(byId);
    const holder = await db.user.findFirst({ where: { role: "user" }, ...byId });
    const transaction = await db.transaction.findFirst({ where: { status: "declined" }, ...byId });
    return {
      account: user.accountId,
      card: card?.id ?? 0,
      user: holder?.id ?? 0,
      spendingProfile: spendingProfile?.id ?? 0,
      job: jobId,
      transaction: transaction?.id ?? "",
      savedView,
    };
  });
}

async function started(
  url: string,
  nodeOptions: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const env = {
    ...process.env,
    ...environment,
    DATABASE_URL: url,
    __NEXT_PROCESSED_ENV: "true",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const server = spawn(
    process.execPath,
    [...nodeOptions, "lib/server/server.mjs", String(port), "127.0.0.1"],
    { env, stdio: ["ignore", "pipe", "inherit", "ipc"] },
  );
  return new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("The server did not start.")));
    server.stdout?.on("data", (line: Buffer) => line.includes("Ready") && resolve(server));
  });
}

/** Whether the server is still running. */
export const isAlive = (server: ChildProcess) => server.exitCode === null && server.signalCode === null;

async function stopped(server: ChildProcess): Promise<void> {
  if (!isAlive(server)) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

async function allSignedIn(): Promise<ProductionServer["cookies"]> {
  return {
    owner: await signedIn(emailOf("owner")),
    user: await signedIn(emailOf("user")),
    analyst: await signedIn(emailOf("analyst")),
    operator: await signedIn(demoOperator.email),
    neighbor: await signedIn(demoBusinesses[1]?.people.find(({ role }) => role === "owner")?.email ?? ""),
    nobody: "",
  };
}

async function signedIn(email: string): Promise<string> {
  const answer = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    body: new URLSearchParams({ email, password }),
    headers: { "Sec-Fetch-Site": "same-origin" },
    redirect: "manual",
  });
  const session = answer.headers.getSetCookie().find((line) => line.startsWith("portal-session="));
  if (!session) throw new Error(`${email} could not sign in: ${answer.status}`);
  return session.split(";")[0] ?? "";
}

// Requests compressed answers, as a browser does, and does not spend time on unpacking them.
const headersWith = (cookie: string) => ({ ...(cookie && { Cookie: cookie }), "Accept-Encoding": "gzip" });
// A request must not meet a connection that the server is about to close.
const agent = new Agent({ keepAlive: true, timeout: 2_000 });

/** Opens a page and reads it to the last byte. Throws when the status is not 200. */
export function answered({ cookies }: ProductionServer, { path, as }: OpenedPage): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(base + path, { agent, headers: headersWith(cookies[as]) }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}`));
      answer.on("end", resolve).on("error", reject).resume();
    });
    asked.on("error", reject);
  });
}

/** Twenty clients open pages, one after the other, for a number of seconds
 *  or until the server dies. */
export function underLoad(
  server: ProductionServer,
  pages: readonly OpenedPage[],
  seconds: number,
): Promise<autocannon.Result> {
  const requests = pages.map(({ path, as }) => ({ path, headers: headersWith(server.cookies[as]) }));
  return underRequests(server, requests, { seconds, clients: 20 });
}

/** Clients send requests, each of them all in turn, for a number of seconds or until the server
 *  dies. */
export function underRequests(
  { process: server }: ProductionServer,
  requests: autocannon.Request[],
  { seconds, clients: connections }: { seconds: number; clients: number },
): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const clients = autocannon(
      { url: base, connections, duration: seconds, requests },
      (error: Error | null, result) => {
        server.removeListener("exit", stop);
        if (error) reject(error);
        else resolve(result);
      },
    );
    const stop = () => clients.stop();
    server.once("exit", stop);
  });
}
