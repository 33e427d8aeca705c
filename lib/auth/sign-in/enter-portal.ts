import { cookies } from "next/headers";
import { endCurrentSession } from "@/lib/auth/require-actor.ts";
import { keepDevice } from "./device-cookie.ts";
import { secondStepCookie } from "./second-step-cookie.ts";
import { setSessionCookie } from "./set-session-cookie.ts";

/** Signs the requesting browser in with a new session. An earlier one of it ends. */
export async function enterPortal(userId: number, token: string, device: string): Promise<void> {
  await endCurrentSession("the person signed in again");
  await setSessionCookie(userId, token);
  await keepDevice(device);
  const { name, options } = secondStepCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
