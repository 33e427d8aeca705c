"use server";

import { formAction } from "@/lib/http/server-action";
import { canSendTestEvent, sendTestEvent, setUpEvents } from "@/lib/issuer/set-up-events";

// The page shows what comes of a test event that was sent at this time.
const afterSending = () => ({ goTo: `/issuer?${new URLSearchParams({ sent: new Date().toISOString() })}` });

export const setUpEventsAction = formAction(async (actor) => {
  await setUpEvents(actor);
  if (!canSendTestEvent()) return { message: "Events are set up." };
  await sendTestEvent(actor);
  return afterSending();
});

export const sendTestEventAction = formAction(async (actor) => {
  await sendTestEvent(actor);
  return afterSending();
});
