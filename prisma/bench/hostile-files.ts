import type { Actor } from "@/lib/auth/actor.ts";
import { checkCardCsv } from "@/lib/cards/csv/check-card-csv.ts";
import { fileOfFaultyRows, hostileFiles } from "@/lib/cards/csv/test-hostile-files.ts";
import { AppError } from "@/lib/errors.ts";

/** The cost of the worst of many hostile files, until it was refused or reported row by row. */
export interface HostileFilesFigure {
  readonly files: number;
  readonly slowest: { readonly name: string; readonly milliseconds: number };
  /** The largest memory growth of the process from before to after a file. */
  readonly grownMegabytes: number;
}

/** Checks every hostile file once, as a file of cards to issue. */
export async function measureHostileFiles(actor: Actor): Promise<HostileFilesFigure> {
  const files = [...hostileFiles, ["5,000 faulty rows", fileOfFaultyRows] as const];
  let slowest = { name: "", milliseconds: 0 };
  let grown = 0;
  for (const [name, make] of files) {
    const file = make();
    const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
    const [before, started] = [process.memoryUsage.rss(), performance.now()];
    await checkCardCsv(actor, bytes).catch(refusedOrThrow);
    const milliseconds = performance.now() - started;
    grown = Math.max(grown, process.memoryUsage.rss() - before);
    if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds };
  }
  return { files: files.length, slowest, grownMegabytes: grown / 1_000_000 };
}

function refusedOrThrow(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
