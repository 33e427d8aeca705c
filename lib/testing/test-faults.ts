import type { Fault } from "../lithic/simulator/faults.ts";
import type { TestBusiness } from "./test-database.ts";
import { testProgram } from "./test-program.ts";

/** Where a process can be killed while an operation is pending. */
export const steps = ["intent", "claim", "lithic", "confirm"] as const;

const runVerb = testProgram("lib/testing/test-crash.ts");

/** Runs a verb in a process of its own, which `fault` kills at a step. Returns how that process
 *  ended. */
export async function inOwnProcess(
  { accountId }: TestBusiness,
  fault: string,
  verb: string,
  input: object,
  key?: string,
): Promise<number | string> {
  const job = JSON.stringify({ accountId, verb, input, ...(key && { key }) });
  return (await runVerb({ FAULT: fault }, job)).end;
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
/** What can go wrong between the portal and the issuer for a while, with a name for each. */
export const namedFaults = faults.map(
  (fault) =>
    [`${fault.kind} ${fault.retryAfter ?? ""} ${fault.times ? `× ${fault.times}` : ""}`, fault] as const,
);
