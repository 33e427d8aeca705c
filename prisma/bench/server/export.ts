import { readFileSync } from "node:fs";
import { latency } from "../measure.ts";

/** The cost of exporting every card of a business on the production server. */
export interface ExportFigure {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** The largest growth of the server's own memory. Undefined when it is not reported. */
  readonly grownMegabytes: number | undefined;
  /** p50 of another page during the export, as a multiple of its p50 without the export. */
  readonly slowdown: number;
}

interface Measured {
  readonly base: string;
  readonly cookie: string;
  readonly serverId: number;
  /** Requests another page. */
  readonly ask: () => Promise<unknown>;
}

/** Exports the default columns of the whole list, while somebody else opens another page. */
export async function measureExport({ base, cookie, serverId, ask }: Measured): Promise<ExportFigure> {
  const alone = await latency(ask, { calls: 100, seconds: 5, warmUp: 10 });
  const before = memoryOf(serverId);
  const started = performance.now();
  const headers = { Cookie: cookie, "Content-Type": "application/json" };
  const answer = await fetch(`${base}/api/cards/export`, { method: "POST", headers });
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

// Without the pages of the database file, which the system gives to every reader.
function memoryOf(processId: number): number | undefined {
  try {
    const [, kilobytes] =
      /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
