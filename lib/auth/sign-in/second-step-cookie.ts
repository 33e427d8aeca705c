import { sessionCookie } from "@/lib/auth/session/session-cookie.ts";
import { maxSecondStepSeconds } from "./start-second-step.ts";

/** The cookie that holds the token of the step after the password. */
export function secondStepCookie() {
  const { name, options } = sessionCookie();
  return {
    name: name.replace("session", "second-step"),
    options: { ...options, sameSite: "strict", maxAge: maxSecondStepSeconds },
  } as const;
}
