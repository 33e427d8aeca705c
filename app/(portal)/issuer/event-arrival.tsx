import { CheckLine } from "@/app/_issuer/check-line";
import { RefreshWhileWaiting } from "@/app/(portal)/_pages/refresh-while-waiting";
import { checkArrival } from "@/lib/issuer/check-events";
import { eventsUrl, needsHttps } from "@/lib/issuer/events-url";
import type { IssuerCheck } from "@/lib/issuer/issuer-check";
import { canSendTestEvent } from "@/lib/issuer/set-up-events";
import { EventButton } from "./event-button";

/** Whether the issuer's events arrive, and the button for the next step. */
export async function EventArrival({ sentAt }: { sentAt: Date | null }) {
  const check = await checkArrival(sentAt, new Date());
  if (!check)
    return eventsUrl() === null ? <p className="text-muted">{needsHttps}</p> : <EventButton verb="set-up" />;
  return (
    <>
      {check.state === "waiting" ? <RefreshWhileWaiting /> : null}
      <ol aria-live="polite">
        <CheckLine check={check} isRunning={check.state === "waiting"} action={nextStep(check)} />
      </ol>
    </>
  );
}

// A subscription that was made by hand, or in a set-up that broke off, may be signed with a secret
// that the portal does not know. Setting up again reads it.
function nextStep({ state }: IssuerCheck) {
  if (state === "failed" || (state === "open" && !canSendTestEvent()))
    return <EventButton verb="set-up-again" />;
  return canSendTestEvent() ? <EventButton verb={state === "waiting" ? "send-again" : "send"} /> : undefined;
}
