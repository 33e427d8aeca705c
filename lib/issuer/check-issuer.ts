import { listCardPrograms, readStatus, tryKey } from "@/lib/lithic/connection.ts";
import { issuerErrorOf } from "@/lib/lithic/issuer-error.ts";
import { env } from "@/lib/process/env.ts";
import { checkSubscription, eventsTitle } from "./check-events.ts";
import { failedCheck, type IssuerCheck } from "./issuer-check.ts";

/** A check that goes on: its title until then, and what comes of it. Never fails. */
export interface PendingCheck {
  readonly title: string;
  readonly check: Promise<IssuerCheck>;
}

interface Step {
  readonly title: string;
  run(): Promise<IssuerCheck>;
}

const steps: readonly Step[] = [
  { title: "Connection", run: checkStatus },
  { title: "Key", run: checkKey },
  { title: "Card program", run: checkProgram },
  { title: eventsTitle, run: checkSubscription },
];

/** Looks at the issuer behind the key, one thing after another in the order in which they can fail.
 *  It only reads. After a failure, what follows stays waiting. */
export function checkIssuer(): readonly PendingCheck[] {
  let before = Promise.resolve(true);
  return steps.map((step) => {
    const check = before.then((isFine) => (isFine ? timed(step) : waiting(step)));
    before = check.then(({ state }) => state !== "failed" && state !== "waiting");
    return { title: step.title, check };
  });
}

async function timed({ title, run }: Step): Promise<IssuerCheck> {
  const start = performance.now();
  try {
    const found = await run();
    return { ...found, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    return failedCheck(title, issuerErrorOf(error));
  }
}

const waiting = ({ title }: Step): IssuerCheck => ({
  state: "waiting",
  title,
  text: "Checked once the step above passes.",
});

async function checkStatus(): Promise<IssuerCheck> {
  await readStatus();
  return { state: "passed", title: "Issuer reached", text: "Lithic answers." };
}

async function checkKey(): Promise<IssuerCheck> {
  try {
    await tryKey();
  } catch (error) {
    const failure = issuerErrorOf(error);
    if (failure.status !== 401 && failure.status !== 403) throw error;
    return { state: "failed", title: "Key refused", text: keyRefused() };
  }
  return { state: "passed", title: "Key accepted", text: keyAccepted() };
}

function keyAccepted(): string {
  const { LITHIC_ENVIRONMENT, LITHIC_API_KEY } = env();
  const ends = `ends in ${(LITHIC_API_KEY ?? "").slice(-4)}`;
  return LITHIC_ENVIRONMENT === "production"
    ? `Production, ${ends}. Real cards, real money.`
    : `Sandbox, ${ends}. Test cards, no real money.`;
}

const keyRefused = () =>
  `LITHIC_ENVIRONMENT says ${env().LITHIC_ENVIRONMENT}, and the issuer doesn't know this key there. Correct one of the two, restart the portal, and check again.`;

async function checkProgram(): Promise<IssuerCheck> {
  const names = await listCardPrograms();
  if (names.length === 0)
    return {
      state: "failed",
      title: "No card program",
      text: "This key has no card program, so it can issue no cards. Ask Lithic to set one up.",
    };
  const title = names.length === 1 ? "Card program found" : `${names.length} card programs found`;
  return { state: "passed", title, text: `${names.join(", ")}.` };
}
