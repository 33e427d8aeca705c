import { AppError } from "@/lib/errors.ts";

const maxInLine = 10;

interface Line {
  length: number;
  last: Promise<unknown>;
}

const held = globalThis as typeof globalThis & { portalPasswordLines?: Map<string, Line> };

// All bundles that Next makes of this module share the lines.
const lines = () => {
  held.portalPasswordLines ??= new Map();
  return held.portalPasswordLines;
};

/** Runs the password checks for one person one after another, so that right passwords sent at once
 *  do not count as attempts together. Throws BUSY at once when ten are in line. */
export async function oneByOne<T>(person: string, work: () => Promise<T>): Promise<T> {
  const line = lines().get(person) ?? { length: 0, last: Promise.resolve() };
  if (line.length >= maxInLine) throw new AppError("BUSY");
  lines().set(person, line);
  line.length += 1;
  const answer = line.last.then(work);
  line.last = answer.catch(() => {});
  try {
    return await answer;
  } finally {
    line.length -= 1;
    if (line.length === 0) lines().delete(person);
  }
}
