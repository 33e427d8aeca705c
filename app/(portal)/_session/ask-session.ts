import type { TimeLeft } from "@/lib/auth/session/time-left";

/** Whose session this browser has, and how much time it has left. */
export interface FoundSession extends TimeLeft {
  readonly userId: number;
}

/** Asks the portal how much time the session has left. POST counts as use. Undefined when no answer
 *  comes. */
export async function askSession(method: "GET" | "POST"): Promise<FoundSession | "ended" | undefined> {
  try {
    const answer = await fetch("/session", { method });
    if (answer.status === 401) return "ended";
    return answer.ok ? ((await answer.json()) as FoundSession) : undefined;
  } catch {
    return undefined;
  }
}
