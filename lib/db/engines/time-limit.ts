import { AppError } from "@/lib/errors.ts";

const mostMilliseconds = 30_000;

/** Waits for a writing unit of work, but not forever, because it blocks
 *  others. Throws BUSY on timeout. */
export async function withinTimeLimit<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError("BUSY")), mostMilliseconds);
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
  }
}
