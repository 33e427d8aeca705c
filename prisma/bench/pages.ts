import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { findUserByEmail } from "../../lib/auth/find-user-by-email.ts";
import { build } from "../../lib/setup/build.mjs";
import type { Engine } from "../migrate/custom-ddl.ts";
import { addBulkRows } from "../seed/bulk-rows.ts";
import { seedDemo } from "../seed/demo.ts";
import { demoBusinesses } from "../seed/demo-data.ts";
import { folder, onEmptyDatabase } from "./databases.ts";
import { type ExportFigure, measureExport } from "./export.ts";
import { type Latency, latency } from "./measure.ts";

/** How long a page took, from asking until its last byte, over loopback and with one client. */
export interface PageFigure {
  readonly cards: number;
  readonly page: string;
  readonly took: Latency;
}

/** What the production server does with a business of so many cards. */
export interface PageFigures {
  readonly pages: readonly PageFigure[];
  /** Answers a second to twenty clients, of the list of the largest business and of a page that shows nothing from the database. */
  readonly listPerSecond: number;
  readonly emptyPerSecond: number;
  readonly exported: ExportFigure | undefined;
  /** Compressed bytes of the scripts that a modern browser loads for the list. */
  readonly scriptBytes: number;
}

const pages: Readonly<Record<string, string>> = {
  "first page": "/cards",
  "last page": "/cards?end=last",
  // Finds the same few cards among however many.
  "search, rare": "/cards?search=cardholder",
  // Finds none or one card among a thousand, and a page full of them among a million, which have to be drawn.
  "search, last four": "/cards?search=4242",
  "search, common": "/cards?search=travel",
  "frozen, by memo": "/cards?status=frozen&sort=memo",
  "of a product": "/cards?product=1",
  "limit between amounts": "/cards?limitFrom=10000&limitTo=20000",
  "made within a month": "/cards?createdFrom=2026-01-01&createdTo=2026-01-31&sort=memo",
  "not used since a day": "/cards?notUsedSince=2026-01-01",
  "a view: physical, active, by last use":
    "/cards?status=active&form=physical&sort=-lastUsed&columns=memo,holder,lastUsed",
};
const emptyPage = "/shortcuts";
const port = 3290;
const base = `http://127.0.0.1:${port}`;
const password = "a password for measuring";

/** Measures the list of cards on the production build, with all the cards in one business. */
export async function measurePages(engine: Engine, sizes: readonly number[]): Promise<PageFigures> {
  build();
  const figures: PageFigure[] = [];
  let last: Omit<PageFigures, "pages"> = {
    listPerSecond: 0,
    emptyPerSecond: 0,
    exported: undefined,
    scriptBytes: 0,
  };
  for (const cards of sizes) {
    console.log(`${engine}: pages over ${cards.toLocaleString("en")} cards in one business …`);
    await onServer(engine, cards, async (cookie, serverId) => {
      // Else the page that is measured first would pay for a server that has only just started.
      for (let round = 0; round < 30; round++)
        for (const path of Object.values(pages)) await answered(path, cookie);
      for (const [page, path] of Object.entries(pages))
        figures.push({
          cards,
          page,
          took: await latency(() => answered(path, cookie), { calls: 300, seconds: 10, warmUp: 10 }),
        });
      if (cards !== sizes.at(-1)) return;
      const [listPerSecond, emptyPerSecond] = [
        await perSecond("/cards", cookie),
        await perSecond(emptyPage, cookie),
      ];
      const exported = await measureExport({
        base,
        cookie,
        serverId,
        ask: () => answered(emptyPage, cookie),
      });
      last = { listPerSecond, emptyPerSecond, exported, scriptBytes: await scriptBytes("/cards", cookie) };
    });
  }
  return { pages: figures, ...last };
}

async function onServer(
  engine: Engine,
  cards: number,
  work: (cookie: string, serverId: number) => Promise<void>,
): Promise<void> {
  const issuerFile = `${folder}/issuer.sqlite`;
  for (const suffix of ["", "-wal", "-shm"]) rmSync(`${issuerFile}${suffix}`, { force: true });
  process.env.ISSUER_SIMULATOR_FILE = issuerFile;
  await onEmptyDatabase(engine, async (url) => {
    await seedDemo(password);
    const owner = await findUserByEmail(ownerEmail);
    await addBulkRows(url, { cards, transactions: 0, accounts: 0, seed: 1 }, owner?.accountId);
    const server = await started(url);
    try {
      await work(await signedIn(), server.pid ?? 0);
    } finally {
      await stopped(server);
    }
  });
}

const ownerEmail = demoBusinesses[0]?.people[0].email ?? "";

function started(url: string): Promise<ChildProcess> {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    __NEXT_PROCESSED_ENV: "true",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const server = spawn(process.execPath, ["lib/setup/server.mjs", String(port), "127.0.0.1"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("The server did not start.")));
    server.stdout.on("data", (line: Buffer) => line.includes("Ready") && resolve(server));
  });
}

function stopped(server: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  return ended;
}

async function signedIn(): Promise<string> {
  const answer = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    body: new URLSearchParams({ email: ownerEmail, password }),
    headers: { "Sec-Fetch-Site": "same-origin" },
    redirect: "manual",
  });
  const session = answer.headers.getSetCookie().find((line) => line.startsWith("portal-session="));
  if (!session) throw new Error(`The owner could not sign in: ${answer.status}`);
  return session.split(";")[0] ?? "";
}

const agent = new Agent({ keepAlive: true });

// As a browser asks for it, and without the time that unpacking would take here.
function answered(path: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = get(
      base + path,
      { agent, headers: { Cookie: cookie, "Accept-Encoding": "gzip" } },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${path} answered ${answer.statusCode}`));
        answer.on("end", resolve).on("error", reject).resume();
      },
    );
    asked.on("error", reject);
  });
}

async function fetched(path: string, cookie: string): Promise<string> {
  const answer = await fetch(base + path, { headers: { Cookie: cookie } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return text;
}

async function perSecond(path: string, cookie: string): Promise<number> {
  const { requests, non2xx } = await autocannon({
    url: base + path,
    connections: 20,
    duration: 10,
    headers: { Cookie: cookie },
  });
  if (non2xx > 0) throw new Error(`${path}: ${non2xx} answers were not 200`);
  return requests.average;
}

async function scriptBytes(path: string, cookie: string): Promise<number> {
  const page = (await fetched(path, cookie)).replace(/<script[^>]*\bnomodule\b[^>]*>/gi, "");
  const scripts = new Set(page.match(/\/_next\/static\/[\w./~-]+\.js/g) ?? []);
  const sizes = await Promise.all(
    [...scripts].map(async (script) => gzipSync(await (await fetch(base + script)).arrayBuffer()).byteLength),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
