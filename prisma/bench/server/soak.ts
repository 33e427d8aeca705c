import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { build } from "../../../lib/setup/build.mjs";
import type { Engine } from "../../migrate/custom-ddl.ts";
import { answered, isAlive, onServer, type ProductionServer, underLoad } from "./production-server.ts";

/** What became of a server with little memory while twenty clients opened every page in turn; memory in bytes. */
export interface SoakFigure {
  readonly seconds: number;
  readonly requests: number;
  /** Answers other than 200. */
  readonly failedAnswers: number;
  readonly isAlive: boolean;
  /** What the heap held after a collection: ten seconds into the load, and at its end. */
  readonly heapAtFirst: number;
  readonly heapAtEnd: number;
  readonly resident: number;
  /** Lists of cards a second to twenty clients, afterwards. */
  readonly listsPerSecond: number;
}

export const soakTargets = { heapGrowth: 1.1, residentMegabytes: 300 } as const;
const heapMegabytes = 256;
const firstSeconds = 10;
const listSeconds = 5;
const cards = 1_000;

/** Puts the production server, in a heap of 256 MB, under a steady load. */
export function measureSoak(engine: Engine, seconds: number): Promise<SoakFigure> {
  build();
  console.log(`${engine}: soak for ${seconds} s …`);
  const nodeOptions = [
    `--max-old-space-size=${heapMegabytes}`,
    "--expose-gc",
    "--import=./prisma/bench/server/report-memory.mjs",
  ];
  return onServer(engine, { cards, nodeOptions }, async (server) => {
    // What is loaded at first use belongs to the heap of the first ten seconds, however slow the machine is.
    for (const page of server.pages) await answered(server, page);
    const first = await underLoad(server, server.pages, firstSeconds);
    const atFirst = await memoryOf(server.process);
    const rest = await underLoad(server, server.pages, seconds - firstSeconds);
    const atEnd = await memoryOf(server.process);
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

/** Why a soak did not hold, a sentence for each reason. */
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

async function memoryOf(server: ChildProcess): Promise<Memory> {
  if (!isAlive(server)) return { rss: Number.NaN, heapUsed: Number.NaN };
  const answer = once(server, "message");
  server.send("memory");
  const [memory] = await answer;
  return memory;
}
