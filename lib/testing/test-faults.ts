import { execFile } from "node:child_process";
import type { Fault } from "../lithic/simulator/faults.ts";
import type { TestBusiness } from "./test-database.ts";

/** Where a process can be killed while something is owed to the issuer. */
export const steps = ["intent", "claim", "lithic", "confirm"] as const;

/** Asks for a verb in a process of its own, which `fault` kills at a step; answers how that process ended. */
export function inOwnProcess(
  { accountId }: TestBusiness,
  fault: string,
  verb: string,
  input: object,
  key?: string,
): Promise<number | string | null> {
  const job = JSON.stringify({ accountId, verb, input, ...(key && { key }) });
  const env = { ...process.env, FAULT: fault };
  return new Promise((done) => {
    execFile(process.execPath, ["--import", "tsx", "lib/testing/test-crash.ts", job], { env }, (error) => {
      done(error ? (error.signal ?? error.code ?? 1) : 0);
    });
  });
}

const faults: readonly Fault[] = [
  { kind: "latency", milliseconds: 50 },
  { kind: "rate-limited", retryAfter: "1", times: 2 },
  { kind: "rate-limited", retryAfter: "3600", times: 2 },
  { kind: "rate-limited", retryAfter: "soon", times: 2 },
  { kind: "rate-limited", retryAfter: "-5", times: 2 },
  { kind: "error-before", times: 3 },
  { kind: "error-after", times: 3 },
  { kind: "error-after", times: 7 },
  { kind: "reset", times: 2 },
  { kind: "reset-after", times: 2 },
  { kind: "truncated", times: 2 },
  { kind: "html", times: 2 },
  { kind: "wrong-account", times: 2 },
  { kind: "extra-pan" },
  { kind: "down", times: 4 },
];
/** What can go wrong between the portal and the issuer, and is over some time; with a name for each. */
export const namedFaults = faults.map(
  (fault) =>
    [`${fault.kind} ${fault.retryAfter ?? ""} ${fault.times ? `× ${fault.times}` : ""}`, fault] as const,
);
