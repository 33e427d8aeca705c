import { openSimulator } from "@/lib/lithic/simulator/simulator.ts";
import { env } from "@/lib/process/env.ts";

/** A card of the demo, and its token at the issuer. */
export interface SeededCard {
  readonly id: number;
  readonly accountId: number;
  readonly memo: string;
  readonly token: string;
}

/** The built-in issuer with a clock of its own, and without limits of its rates. */
export interface PastIssuer {
  /** Sends a request as if it were this time. Returns the status and the JSON of the answer. */
  send(at: Date, method: string, path: string, body?: object): Promise<{ status: number; body: Answer }>;
  close(): void;
}

interface Answer {
  readonly token?: string;
  readonly pan?: string;
  readonly data?: readonly { readonly token: string; readonly created: string }[];
  readonly has_more?: boolean;
}

/** Opens the issuer of this installation at any time of the past. */
export function openPastIssuer(): PastIssuer {
  let now = new Date();
  const simulator = openSimulator({ file: env().ISSUER_SIMULATOR_FILE, rates: "none", now: () => now });
  return {
    async send(at, method, path, body) {
      now = at;
      const headers = { authorization: "seed", "content-type": "application/json" };
      const answer = await simulator.fetch(`https://sandbox.lithic.com${path}`, {
        ...{ method, headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as Answer };
    },
    close: () => simulator.close(),
  };
}
