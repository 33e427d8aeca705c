import { z } from "zod";
import { ThreadPool } from "@/lib/process/thread-pool.ts";

/** How hard a password is to guess. */
export interface Strength {
  /** 0 (a few tries) to 4 (more than 10 billion). */
  readonly score: number;
  /** What makes it easy to guess, in one sentence. */
  readonly warning: string | null;
}

interface Asked {
  readonly password: string;
  readonly words: readonly string[];
}

const strengthShape = z.object({ score: z.number(), warning: z.string().nullable() });

// All bundles that Next makes of this module share one thread.
const held = globalThis as typeof globalThis & { portalStrength?: ThreadPool<Asked> };

/** Estimates how hard a password is to guess, for somebody who knows these words. It also knows the
 *  common and leaked passwords. Throws BUSY when the queue is full. */
export async function strengthOf(password: string, words: readonly string[]): Promise<Strength> {
  held.portalStrength ??= new ThreadPool("lib/auth/passwords/strength-worker.mjs", 1);
  return strengthShape.parse(await held.portalStrength.inPlace((run) => run({ password, words })));
}
