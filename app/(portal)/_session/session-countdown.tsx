"use client";

import { later } from "@/components/ui/overlay/later";
import { useSession } from "./use-session";

const SessionDialog = later(async () => (await import("./session-dialog")).SessionDialog);

/** Says a minute before that the session is about to end, and afterwards that it has. What was
 *  typed into the page stays. */
export function SessionCountdown({ userId, millisecondsLeft }: { userId: number; millisecondsLeft: number }) {
  const [state, stay] = useSession(userId, millisecondsLeft);
  return state.kind === "open" ? null : <SessionDialog state={state} stay={stay} />;
}
