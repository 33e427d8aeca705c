import { randomInt, randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { systemActor } from "@/lib/auth/actor.ts";
import { hashPassword } from "@/lib/auth/passwords/password-hash.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { command } from "@/lib/command.ts";
import { build } from "../../../lib/setup/build.mjs";
import type { Engine } from "../../migrate/custom-ddl.ts";
import { demoBusinesses } from "../../seed/demo-data.ts";
import { type Latency, latency } from "../measure.ts";
import { answered, base, onServer, type ProductionServer, password } from "./production-server.ts";

/** What somebody learns from the time of an answer: the medians for addresses of people and for
 *  addresses that nobody has, in milliseconds. */
export interface TellingFigure {
  readonly question: string;
  readonly underLoad: boolean;
  readonly known: number;
  readonly unknown: number;
}

/** How the portal holds under a flood of wrong passwords from many networks. */
export interface FloodFigure {
  /** A list of cards: alone, and during the flood. */
  readonly alone: Latency;
  readonly during: Latency;
  /** The longest stall of the event loop during the flood, in milliseconds. */
  readonly longestStall: number;
  readonly sent: number;
  /** Sign-ins with the right password during the flood: how many of them got in. */
  readonly tried: number;
  readonly letIn: number;
}

export interface SignInFigures {
  readonly telling: readonly TellingFigure[];
  readonly flood: FloodFigure;
}

export const signInTargets = { telling: 10, slowdown: 2, stall: 50 } as const;
const people = 200;
const perSecond = 20;
const floodSeconds = 30;
const cards = 1_000;
const nodeOptions = ["--import=./prisma/bench/server/report-stalls.mjs"];
// The portal believes one proxy, so that each request can come from a network of its own.
const environment = { PORTAL_URL: base, TRUSTED_PROXIES: "1" };

/** Measures what the times of sign-in, reset and invitation tell a stranger, and a flood of
 *  sign-ins. */
export function measureSignIn(engine: Engine): Promise<SignInFigures> {
  build();
  console.log(`${engine}: sign-in, what its times tell and how a flood feels …`);
  return onServer(engine, { cards, nodeOptions, environment }, async (server) => {
    const emails = await addPeople();
    const telling: TellingFigure[] = [];
    for (const underLoad of [false, true])
      for (const question of questionsOf(server))
        telling.push(shown(await told(server, question, emails, underLoad)));
    return { telling, flood: await measureFlood(server, emails) };
  });
}

function shown(figure: TellingFigure): TellingFigure {
  const { question, underLoad, known, unknown } = figure;
  console.log(
    `  ${question}${underLoad ? ", under load" : ""}: ${known.toFixed(1)} ms known, ${unknown.toFixed(1)} ms not`,
  );
  return figure;
}

const seedPeople = command({
  name: "demo.seed",
  input: z.strictObject({ passwordHash: z.string() }),
  async run({ db, input: { passwordHash } }) {
    const emails = Array.from({ length: people }, (_, n) => `known-${n}@people.example`);
    for (const email of emails)
      await db.insert("User", {
        ...{ email, givenName: "Known", familyName: "Person", name: "Known Person" },
        ...{ role: "analyst", status: "active", passwordHash },
      });
    return { emails };
  },
});

// In the second business of the demo, so that the owner of the first invites addresses of
// strangers.
async function addPeople(): Promise<readonly string[]> {
  const owner = await findUserByEmail(demoBusinesses[1]?.people[0]?.email ?? "");
  if (!owner) throw new Error("The demo has no second business");
  const passwordHash = await hashPassword("the right password of a bench");
  return (await seedPeople(systemActor("bench", owner.accountId, randomUUID()), { passwordHash })).emails;
}

interface Question {
  readonly name: string;
  /** How often it is asked about each kind of address. */
  readonly trials: number;
  /** How many ask at once. */
  readonly lanes: number;
  ask(email: string): Promise<unknown>;
}

function questionsOf({ cookies }: ProductionServer): readonly Question[] {
  return [
    // A refusal takes a second.
    {
      name: "sign-in with a wrong password",
      trials: 200,
      lanes: 4,
      ask: (email) => signInAs(email, "wrong"),
    },
    {
      name: "reset request",
      trials: 200,
      lanes: 1,
      ask: (email) => send("/api/forgot-password", { email }),
    },
    {
      name: "invitation",
      // An owner invites 120 people a minute.
      trials: 50,
      lanes: 1,
      ask: (email) =>
        send("/api/users", { email, givenName: "New", familyName: "Person", role: "user" }, cookies.owner),
    },
  ];
}

async function told(
  server: ProductionServer,
  { name: question, trials, lanes, ask }: Question,
  emails: readonly string[],
  underLoad: boolean,
): Promise<TellingFigure> {
  const load = underLoad ? loaded(server) : undefined;
  const times = { known: [] as number[], unknown: [] as number[] };
  let next = 0;
  const lane = async () => {
    while (next < 2 * trials) {
      const turn = next++;
      const kind = turn % 2 === 0 ? "known" : "unknown";
      const email = kind === "known" ? (emails[turn / 2] ?? "") : `${randomUUID()}@people.example`;
      const started = performance.now();
      await ask(email);
      times[kind].push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await load?.stop();
  return { question, underLoad, known: median(times.known), unknown: median(times.unknown) };
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

// Four clients of one business open lists until they are stopped.
function loaded(server: ProductionServer) {
  let goesOn = true;
  const list = server.pages[0];
  const client = async () => {
    while (goesOn && list) await answered(server, list);
  };
  const clients = Promise.all(Array.from({ length: 4 }, client));
  return {
    stop: () => {
      goesOn = false;
      return clients;
    },
  };
}

async function measureFlood(server: ProductionServer, emails: readonly string[]): Promise<FloodFigure> {
  const list = { name: "cards", route: "/cards", as: "owner", path: "/cards" } as const;
  const open = () => answered(server, list);
  const alone = await latency(open, { calls: 200, seconds: 15, warmUp: 20 });
  await longestStall(server);
  let [goesOn, sent] = [true, 0];
  const answers: Promise<unknown>[] = [];
  const flood = (async () => {
    while (goesOn) {
      answers.push(signInAs(emails[sent++ % people] ?? "", "wrong"));
      await wait(1_000 / perSecond);
    }
  })();
  let [tried, letIn] = [0, 0];
  const rightPerson = (async () => {
    while (goesOn) {
      tried += 1;
      if (await signInAs(demoBusinesses[1]?.people[0]?.email ?? "", password)) letIn += 1;
      await wait(500);
    }
  })();
  const during = await latency(open, { calls: 10_000, seconds: floodSeconds, warmUp: 5 });
  goesOn = false;
  const stall = await longestStall(server);
  await Promise.all([flood, rightPerson, ...answers]);
  return { alone, during, longestStall: stall, sent, tried, letIn };
}

async function longestStall({ process: server }: ProductionServer): Promise<number> {
  const answer = once(server, "message");
  server.send("stalls");
  const [{ longestStall: milliseconds }] = await answer;
  return milliseconds;
}

/** Signs in from any network. Returns whether that let the person in. */
async function signInAs(email: string, password: string): Promise<boolean> {
  const answer = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    body: new URLSearchParams({ email, password }),
    headers: { "Sec-Fetch-Site": "same-origin", ...fromAnyNetwork() },
    redirect: "manual",
  });
  await answer.arrayBuffer();
  return answer.headers.getSetCookie().some((line) => line.startsWith("portal-session="));
}

async function send(path: string, body: object, cookie?: string): Promise<void> {
  const answer = await fetch(base + path, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "Content-Type": "application/json",
      "Sec-Fetch-Site": "same-origin",
      ...(cookie && { Cookie: cookie }),
      ...fromAnyNetwork(),
    },
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
}

const part = () => String(randomInt(1, 255));
const fromAnyNetwork = () => ({ "X-Forwarded-For": `10.${part()}.${part()}.${part()}` });
