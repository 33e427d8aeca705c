import { findSubscription, readLatestAttempt } from "@/lib/lithic/events/event-subscriptions.ts";
import { issuerErrorOf } from "@/lib/lithic/issuer-error.ts";
import { eventsUrl, needsHttps } from "./events-url.ts";
import { failedCheck, type IssuerCheck } from "./issuer-check.ts";

/** The title of the check that looks for the event subscription. */
export const eventsTitle = "Events";

const polled = "Until then the portal asks the issuer every 30 seconds.";

/** Whether the issuer has a subscription that sends its events to this portal. Throws
 *  IssuerError. */
export async function checkSubscription(): Promise<IssuerCheck> {
  const url = eventsUrl();
  if (url === null)
    return {
      state: "open",
      title: "Events need https",
      text: `${needsHttps} ${polled}`,
    };
  const host = new URL(url).host;
  const subscription = await findSubscription(url);
  if (!subscription)
    return {
      state: "open",
      title: "Events are not set up",
      text: `Purchases and card changes are not reported to ${host} yet. ${polled}`,
    };
  if (subscription.disabled)
    return {
      state: "failed",
      title: "Events are turned off",
      text: `The issuer has stopped reporting to ${host}. Set them up again.`,
    };
  return {
    state: "passed",
    title: "Events set up",
    text: `Purchases and card changes are reported to ${host}.`,
  };
}

/** The title of the check that looks at what arrived. */
export const arrivalTitle = "Events arrive";
// A test event usually arrives within ten seconds, but our clock and the issuer's may differ.
const clockDifference = 30_000;
const maxWait = 60_000;

/** Whether the events that the issuer sends are taken here, as the issuer saw it last. `sentAt` is
 *  when a test event was asked for. Undefined without a subscription. */
export async function checkArrival(sentAt: Date | null, now: Date): Promise<IssuerCheck | undefined> {
  const url = eventsUrl();
  try {
    const subscription = url === null ? undefined : await findSubscription(url);
    if (!subscription || subscription.disabled) return undefined;
    const latest = await readLatestAttempt(subscription.token);
    const isOld = !latest || (sentAt !== null && latest.at.getTime() < sentAt.getTime() - clockDifference);
    if (sentAt && isOld && now.getTime() - sentAt.getTime() < maxWait)
      return {
        state: "waiting",
        title: "Waiting for a test event",
        text: "Sent. It usually arrives within 10 seconds",
        at: sentAt.toISOString(),
      };
    return latest ? arrivalOf(latest) : { state: "open", title: arrivalTitle, text: "No events yet." };
  } catch (error) {
    return failedCheck(arrivalTitle, issuerErrorOf(error));
  }
}

function arrivalOf({
  status,
  answer,
  at,
}: NonNullable<Awaited<ReturnType<typeof readLatestAttempt>>>): IssuerCheck {
  const when = { at: at.toISOString() };
  if (status === "SUCCESS")
    return { state: "passed", title: arrivalTitle, text: "Last event received", ...when };
  if (status !== "FAILED")
    return { state: "waiting", title: arrivalTitle, text: "An event is on its way", ...when };
  const answered = answer ? `This portal answered ${answer}` : "This portal gave no answer";
  return {
    state: "failed",
    title: "Events don't arrive",
    text: `${answered}. Make sure the issuer can reach it from the internet, with no sign-in in front`,
    ...when,
  };
}
