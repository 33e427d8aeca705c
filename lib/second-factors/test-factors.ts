import { randomUUID } from "node:crypto";
import { generate } from "otplib";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { checkSession } from "@/lib/auth/session/check-session.ts";
import type { SignInOutcome } from "@/lib/auth/sign-in/sign-in-outcome.ts";
import { type TestPerson, testPassword } from "@/lib/auth/sign-in/test-person.ts";
import type { Role } from "@/lib/permissions.ts";
import { signIn } from "@/lib/sign-in/sign-in.ts";
import { confirmAuthenticator, startAuthenticator } from "./add-authenticator.ts";
import { addPasskey, newPasskeyOptions } from "./add-passkey.ts";
import { readStartedAuthenticator } from "./queries.ts";
import { TestPasskey } from "./test-passkey.ts";

export const portal = "http://localhost:3000";
export const atPortal = async () => portal;

/** A request from a network of its own. */
export const request = () => ({
  ip: `10.${Math.floor(Math.random() * 200)}.${Math.floor(Math.random() * 250)}.9`,
  userAgent: null,
  requestId: randomUUID(),
});

/** A person as the actor of a session. */
export const actorOf = (
  { userId: id, accountId, email }: TestPerson,
  role: Role = "owner",
  session = { id: 1, authenticatedAt: new Date() },
): Actor => userActor({ id, accountId, email, role }, request(), session);

/** The code that an authenticator app shows now. */
export const codeNow = (secret: string): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) });

/** Adds an authenticator app. */
export async function addApp(actor: Actor) {
  await startAuthenticator(actor, {});
  const { secret = "" } = (await readStartedAuthenticator(actor)) ?? {};
  const { recoveryCodes } = await confirmAuthenticator(actor, { code: await codeNow(secret) });
  return { secret, recoveryCodes };
}

/** Adds a passkey. */
export async function addKey(actor: Actor): Promise<TestPasskey> {
  const passkey = new TestPasskey();
  await addPasskey(
    actor,
    { passkey: passkey.make(await newPasskeyOptions(actor, atPortal), portal) },
    atPortal,
  );
  return passkey;
}

/** Enters the right password. */
export const enterPassword = ({ email }: TestPerson): Promise<SignInOutcome> =>
  signIn({ email, password: testPassword }, request());

/** The token of the step after the right password. */
export async function secondStepOf(person: TestPerson): Promise<string> {
  const outcome = await enterPassword(person);
  if (outcome.kind !== "second-step") throw new Error(`The sign-in ended as ${outcome.kind}`);
  return outcome.token;
}

/** Whether a session is open. */
export const isOpen = async (token: string): Promise<boolean> =>
  typeof (await checkSession(token, new Date())) === "object";
