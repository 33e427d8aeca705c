import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { env } from "@/lib/process/env.ts";
import { openSimulator, type Simulator } from "./simulator/simulator.ts";

const held = globalThis as typeof globalThis & { portalSimulator?: Simulator };

/** The built-in issuer of this process. Throws when another issuer is configured, because the two
 *  must never be mixed up. */
export function simulator(): Simulator {
  const { LITHIC_ENVIRONMENT, ISSUER_SIMULATOR_FILE, ISSUER_SIMULATOR_RATES } = env();
  if (LITHIC_ENVIRONMENT !== "simulator")
    throw new Error(`The issuer is Lithic's ${LITHIC_ENVIRONMENT}; there is no simulator.`);
  held.portalSimulator ??= open(ISSUER_SIMULATOR_FILE, ISSUER_SIMULATOR_RATES);
  return held.portalSimulator;
}

function open(file: string, rates: "production" | "sandbox" | "none"): Simulator {
  mkdirSync(dirname(file), { recursive: true });
  return openSimulator({ file, rates });
}
