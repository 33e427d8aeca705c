import { once } from "node:events";
import { build } from "../../../lib/setup/build.mjs";
import type { Engine } from "../../migrate/custom-ddl.ts";
import { answered, isAlive, onServer, type ProductionServer, underLoad } from "./production-server.ts";

/** The result of a server with little memory while twenty clients opened every page in turn.
 *  Memory is in bytes. */
export interface SoakFigure {
  readonly seconds: number;
  readonly requests: number;
  /** The number of answers other than 200. */
  readonly failedAnswers: number;
  readonly isAlive: boolean;
  /** The heap after a collection: ten seconds into the load, and at its end. */
  readonly heapAtFirst: number;
  readonly heapAtEnd: number;
  readonly resident: number;
  /** Lists of cards per second to twenty clients, after the load. */
  readonly listsPerSecond: number;
}

export const soakTargets = { heapGrowth: 1.1, residentMegabytes: 300 } as const;
const heapMegabytes = 256;
const firstSeconds = 10;
const listSeconds = 5;
const cards = 1_000;

/** Runs the production server with a heap of 256 MB under a steady load. */
export function measureSoak(engine: Engine, seconds: number): Promise<SoakFigure> {
  build();
  console.log(`${engine}: soak for ${seconds} s …`);
  const nodeOptions = [
    `--max-old-space-size=${heapMegabytes}`,
    "--expose-gc",
    "--import=./prisma/bench/server/report-memory.mjs",
  ];
  return onServer(engine, { cards, nodeOptions }, async (server) => {
    // Loads everything that loads at first use, so that the first ten seconds include it, however
    // slow the machine is.
    for (const page of server.pages) await answered(server, page);
    const first = await underLoad(server, server.pages, firstSeconds);
    const atFirst = await memoryOf(server);
    const rest = await underLoad(server, server.pages, seconds - firstSeconds);
    const atEnd = await memoryOf(server);
    const lists = await underLoad(server, listOf(server), listSeconds);
    return {
      seconds,
      requests: first.requests.total + rest.requests.total,
      failedAnswers: first.non2xx + rest.non2xx,
      isAlive: isAlive(server.process),
      heapAtFirst: atFirst.heapUsed,
      heapAtEnd: atEnd.heapUsed,
      resident: atEnd.rss,
      listsPerSecond: lists.requests.average,
    };
  });
}

const listOf = ({ pages }: ProductionServer) => pages.slice(0, 1);

/** The reasons why a soak did not hold, one sentence each. */
export function faultsOf({ isAlive, failedAnswers, heapAtFirst, heapAtEnd }: SoakFigure): string[] {
  const growth = heapAtEnd / heapAtFirst;
  return [
    ...(isAlive ? [] : [`The server died in a heap of ${heapMegabytes} MB.`]),
    ...(failedAnswers ? [`${failedAnswers} answers were not 200.`] : []),
    ...(growth > soakTargets.heapGrowth
      ? [`The heap grew to ${growth.toFixed(2)} times what it was after ${firstSeconds} seconds.`]
      : []),
  ];
}

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

async function memoryOf(server: ProductionServer): Promise<Memory> {
  if (!isAlive(server.process)) return { rss: Number.NaN, heapUsed: Number.NaN };
  // The renders that the load left unfinished end before these do.
  for (const page of server.pages) await answered(server, page);
  const answer = once(server.process, "message");
  server.process.send("memory");
  const [memory] = await answer;
  return memory;
}
