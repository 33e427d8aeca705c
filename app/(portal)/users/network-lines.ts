import { AppError } from "@/lib/errors";

interface Network {
  readonly network: string;
  readonly note: string;
}

/** Networks as a field shows them: one a line, with the note behind. */
export const networkLines = (networks: readonly Network[]): string =>
  networks.map(({ network, note }) => `${network} ${note}`.trim()).join("\n");

/** The networks in a field. Empty lines count for nothing. */
export function readNetworkLines(text: string): Network[] {
  return linesOf(text).map((line) => {
    const [network = "", ...note] = line.split(/[\s,;]+/);
    return { network, note: note.join(" ") };
  });
}

/** Rethrows the errors of single networks as one at the field that holds all of them, with the
 *  line. */
export function atNetworks(error: unknown, text: string): never {
  if (!(error instanceof AppError)) throw error;
  const [name, message] = Object.entries(error.fields).find(([field]) => field.startsWith("networks.")) ?? [];
  if (name === undefined || message === undefined) throw error;
  const place = Number(name.split(".")[1]);
  const where = `Line ${place + 1} (${linesOf(text)[place]?.slice(0, 60)}): ${message}`;
  throw new AppError("INVALID_INPUT", where, { fields: { networks: where } });
}

const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
