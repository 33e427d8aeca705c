import type { HolderStatus } from "./accounts/account-holders.ts";
import { answerRequest, type ReadRequest } from "./answer-request.ts";
import type { LithicCardState } from "./cards/card.ts";
import { shipCard, shipDue } from "./cards/card-changes.ts";
import { keepReceiver } from "./events/event-subscriptions.ts";
import { deliverDue } from "./events/webhooks.ts";
import {
  clearFaults,
  type Fault,
  type InjectedFault,
  injectedFaults,
  injectFault,
  strike,
} from "./faults.ts";
import type { Rates } from "./rate-limits.ts";
import { openStore } from "./store.ts";
import { struck, wait } from "./strike-answer.ts";

/** The built-in issuer. It answers requests as Lithic's API does, from its own store in a file. */
export interface Simulator {
  /** For the lithic SDK's `fetch` option. Throws only for injected network faults, as fetch does: a
   *  TypeError with a cause, or the signal's reason. */
  readonly fetch: typeof globalThis.fetch;
  /** Injects a fault from now on, also for other processes on the same file. */
  inject(fault: Fault): void;
  /** Ends the faults of a name, or all faults. */
  clearFaults(name?: string): void;
  faults(): readonly InjectedFault[];
  /** The status that those get who enroll from now on, as if Lithic had to look closer. Until
   *  faults are cleared. */
  enrolAs(status: HolderStatus): void;
  /** Ships a physical card that waits for it. Returns the resulting state. */
  advance(cardToken: string): LithicCardState;
  /** Ships what was ordered a minute ago or longer. Returns how many. The portal's worker calls
   *  this every second. */
  shipDue(): number;
  /** Keeps one subscription for the portal at a URL, signed with a secret that the portal chooses.
   *  At Lithic, an operator creates one by hand and receives its secret. */
  keepReceiver(url: string, secret: string): void;
  /** Sends the due webhooks. Returns how many were accepted. The portal's worker calls this every
   *  second. */
  deliverWebhooks(): Promise<number>;
  close(): void;
}

/** Opens the issuer stored in a file (":memory:" for none). `rates` are Lithic's limits, those of
 *  production by default. `latency` is in milliseconds for every request. `now` is the only clock
 *  it uses. */
export function openSimulator(options: {
  file: string;
  now?: () => Date;
  rates?: Rates;
  latency?: number;
}): Simulator {
  const { file, now = () => new Date(), rates = "production", latency = 0 } = options;
  const store = openStore(file);

  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { method, headers, signal } = request;
    const read: ReadRequest = { method, headers, url: new URL(request.url), text: await request.text() };
    const faults = strike(store, read);
    const delays = faults
      .filter(({ kind }) => kind === "latency")
      .map(({ milliseconds = 0 }) => milliseconds);
    await wait(
      delays.reduce((sum, delay) => sum + delay, latency),
      signal,
    );
    const fault = faults.find(({ kind }) => kind !== "latency");
    return await struck(fault, signal, () => answerRequest(store, now(), rates, read));
  };

  return {
    fetch,
    inject: (fault) => injectFault(store, fault),
    clearFaults: (name) => {
      clearFaults(store, name);
      if (name === undefined) store.run("DELETE FROM enrolment_status");
    },
    faults: () => injectedFaults(store),
    enrolAs: (status) => store.run("INSERT OR REPLACE INTO enrolment_status VALUES (1, ?)", status),
    advance: (cardToken) => store.atOnce(() => shipCard({ store, now: now() }, cardToken)),
    shipDue: () => store.atOnce(() => shipDue({ store, now: now() })),
    keepReceiver: (url, secret) => keepReceiver({ store, now: now() }, url, secret),
    deliverWebhooks: () => deliverDue(store, now),
    close: () => store.close(),
  };
}
