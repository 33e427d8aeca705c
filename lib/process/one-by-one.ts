import { AppError } from "@/lib/errors.ts";

const maxInLine = 10;

interface Line {
  length: number;
  last: Promise<unknown>;
}

const held = globalThis as typeof globalThis & { portalLines?: Map<string, Line> };

// All bundles that Next makes of this module share the lines.
const lines = () => {
  held.portalLines ??= new Map();
  return held.portalLines;
};

/** Runs the work of one line, such as the password checks for one person, piece after piece. Throws
 *  BUSY at once when ten are in line. */
export async function oneByOne<T>(name: string, work: () => Promise<T>): Promise<T> {
  const line = lines().get(name) ?? { length: 0, last: Promise.resolve() };
  if (line.length >= maxInLine) throw new AppError("BUSY");
  lines().set(name, line);
  line.length += 1;
  const answer = line.last.then(work);
  line.last = answer.catch(() => {});
  try {
    return await answer;
  } finally {
    line.length -= 1;
    if (line.length === 0) lines().delete(name);
  }
}
