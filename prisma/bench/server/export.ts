import { readFileSync } from "node:fs";
import { latency } from "../measure.ts";

/** What exporting every card of a business takes from the production server. */
export interface ExportFigure {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** The most memory of its own that the server took more than before; undefined where the system does not tell. */
  readonly grownMegabytes: number | undefined;
  /** p50 of another page while the export runs, as a multiple of the same alone. */
  readonly slowdown: number;
}

interface Measured {
  readonly base: string;
  readonly cookie: string;
  readonly serverId: number;
  /** Asks for another page. */
  readonly ask: () => Promise<unknown>;
}

/** Takes the usual columns of the whole list, while somebody else looks at another page. */
export async function measureExport({ base, cookie, serverId, ask }: Measured): Promise<ExportFigure> {
  const alone = await latency(ask, { calls: 100, seconds: 5, warmUp: 10 });
  const before = memoryOf(serverId);
  const started = performance.now();
  const answer = await fetch(`${base}/api/cards/export`, { headers: { Cookie: cookie } });
  if (!answer.ok || !answer.body) throw new Error(`The export was answered with ${answer.status}`);
  const beside = latency(ask, { calls: 100, seconds: 10, warmUp: 0 });
  let lines = 0;
  let most = before;
  for await (const part of answer.body) {
    for (const byte of part) if (byte === newline) lines += 1;
    most = Math.max(most ?? 0, memoryOf(serverId) ?? 0);
  }
  const seconds = (performance.now() - started) / 1000;
  const rows = lines - 1;
  return {
    rows,
    rowsPerSecond: rows / seconds,
    grownMegabytes: before === undefined ? undefined : ((most ?? before) - before) / 1_000_000,
    slowdown: (await beside).p50 / alone.p50,
  };
}

const newline = 10;

// Not the pages of the database's file, which the system gives to whoever reads it.
function memoryOf(processId: number): number | undefined {
  try {
    const [, kilobytes] =
      /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
