import { simulator } from "@/lib/lithic/simulator-connection.ts";
import { env } from "@/lib/process/env.ts";

/** The faults of the built-in issuer that can be switched on. */
export const faultNames = [
  "slow",
  "rate-limited",
  "error-before",
  "error-after",
  "webhooks-lost",
  "webhooks-doubled",
  "webhooks-late",
] as const;

export type FaultName = (typeof faultNames)[number];

/** A fault, and how often it struck since it was switched on. */
export interface FaultState {
  readonly name: FaultName;
  readonly isOn: boolean;
  readonly struck: number;
}

const faults = {
  slow: { kind: "latency", milliseconds: 2_000 },
  "rate-limited": { kind: "rate-limited", every: 2 },
  "error-before": { kind: "error-before", every: 2 },
  "error-after": { kind: "error-after", every: 2 },
  "webhooks-lost": { kind: "webhook-lost", every: 2 },
  "webhooks-doubled": { kind: "webhook-doubled" },
  "webhooks-late": { kind: "webhook-late", every: 2 },
} as const;

/** Whether the issuer is the built-in one. Only it has faults. */
export const isSimulator = (): boolean => env().LITHIC_ENVIRONMENT === "simulator";

/** Whether any fault is on. Faults outlive a restart, so every page says so. */
export const hasFaults = (): boolean => isSimulator() && simulator().faults().length > 0;

/** Every fault and its state. */
export function faultStates(): readonly FaultState[] {
  const on = new Map(
    simulator()
      .faults()
      .map(({ name, struck }) => [name, struck]),
  );
  return faultNames.map((name) => ({ name, isOn: on.has(name), struck: on.get(name) ?? 0 }));
}

/** Switches a fault on or off. Switching it on again changes nothing. */
export function switchFault(name: FaultName, isOn: boolean): void {
  const isOnNow = simulator()
    .faults()
    .some((fault) => fault.name === name);
  if (isOn && !isOnNow) simulator().inject({ ...faults[name], name });
  if (!isOn) simulator().clearFaults(name);
}
