import { setTimeout as wait } from "node:timers/promises";
import { type Actor, type Origin, systemActor } from "@/lib/auth/actor.ts";
import { isAllowedFrom } from "@/lib/auth/allowed-networks.ts";
import {
  isWeakHash,
  nobodysHash,
  type PasswordPlace,
  withPasswordPlace,
} from "@/lib/auth/passwords/password-hash.ts";
import { hashToken } from "@/lib/auth/session/check-session.ts";
import { newToken } from "@/lib/auth/session/new-token.ts";
import { findUserByEmail } from "@/lib/auth/sign-in/find-user-by-email.ts";
import { countSignIn, uncountFailure } from "@/lib/auth/sign-in/sign-in-limit.ts";
import type { Credentials, SignInOutcome } from "@/lib/auth/sign-in/sign-in-outcome.ts";
import { startSecondStep } from "@/lib/auth/sign-in/start-second-step.ts";
import { AppError } from "@/lib/errors.ts";
import { emailAddress } from "@/lib/fields/column.ts";
import { maxPasswordLength } from "@/lib/fields/max-length.ts";
import { noteRefusal } from "@/lib/note-refusal.ts";
import { log } from "@/lib/process/log.ts";
import { oneByOne } from "@/lib/process/one-by-one.ts";
import { openSession } from "@/lib/sign-in/open-session.ts";
import { recordNetworkRefusal } from "./record-network-refusal.ts";
import { tellSignInPaused } from "./tell-sign-in-paused.ts";
import { trySignIn } from "./try-sign-in.ts";

/** The request of a sign-in. `device` is the token by which the browser is known again. */
export interface SignInRequest extends Origin {
  readonly device?: string;
}

type Person = NonNullable<Awaited<ReturnType<typeof findUserByEmail>>>;

const refused = { kind: "refused" } as const;

// Refusals take whole seconds, so that their time does not show what was found.
const refusalMilliseconds = 1_000;

/** Signs a person in. The checks run in this order: the network's limit, the line of the person, a
 *  place in the queue for a thread, the person's own attempts, the password. */
export async function signIn(credentials: Credentials, origin: SignInRequest): Promise<SignInOutcome> {
  const asked = performance.now();
  const { data: email } = emailAddress.safeParse(credentials.email);
  const retryAfterSeconds = await countSignIn(origin.ip, email);
  if (retryAfterSeconds > 0) {
    log().warn({ requestId: origin.requestId }, "sign-in: too many attempts");
    return { kind: "busy", retryAfterSeconds };
  }
  try {
    const checked = () => withPasswordPlace((place) => check(credentials, origin, place));
    // What is no address is nobody's, so it waits for nobody.
    const outcome = await (email === undefined ? checked() : oneByOne(`email ${email}`, checked));
    if (outcome.kind !== "refused") await uncountFailure(origin.ip);
    else await wait(refusalMilliseconds - ((performance.now() - asked) % refusalMilliseconds));
    return outcome;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "BUSY")) throw error;
    await uncountFailure(origin.ip);
    return { kind: "busy", retryAfterSeconds: 1 };
  }
}

async function check(
  credentials: Credentials,
  origin: SignInRequest,
  place: PasswordPlace,
): Promise<SignInOutcome> {
  const email = emailAddress.safeParse(credentials.email);
  const { password } = credentials;
  const isPossible = email.success && typeof password === "string" && password.length <= maxPasswordLength;
  const person = isPossible ? await findUserByEmail(email.data) : null;
  if (isPossible && person) return checkPerson(person, password, origin, place);
  await place.verify(isPossible ? password : "", nobodysHash());
  log().info({ requestId: origin.requestId }, "sign-in: nobody has this address");
  return refused;
}

async function checkPerson(
  person: Person,
  password: string,
  { device, ...origin }: SignInRequest,
  place: PasswordPlace,
): Promise<SignInOutcome> {
  const actor = systemActor("sign-in", person.accountId, origin);
  const { mayTry, pauses } = await trySignIn(actor, { userId: person.id });
  // During a pause nobody's hash is compared: the work is that of every refusal, and the answer
  // says nothing.
  const comparedHash = (mayTry && person.passwordHash) || nobodysHash();
  const isRight = await place.verify(password, comparedHash);
  if (!mayTry) return refuse(actor, person, "Sign-in is paused after too many wrong passwords");
  if (!isRight) {
    if (pauses) await tellSignInPaused(actor, { userId: person.id });
    return refuse(actor, person, "Wrong password");
  }
  if (!isAllowedFrom(origin.ip, person.account.allowedNetworks)) {
    await recordNetworkRefusal(actor, { userId: person.id });
    return { kind: "network" };
  }
  const strongerHash = isWeakHash(comparedHash) ? await place.hash(password) : undefined;
  const { token, hash: tokenHash } = newToken();
  const known = { userId: person.id, tokenHash, comparedHash, ...(strongerHash && { strongerHash }) };
  const isLetIn = person.secondFactorSince
    ? await startSecondStep(actor, known)
    : await openSession(actor, { ...known, ...(device && { deviceHash: hashToken(device) }) });
  if (!isLetIn) return refuse(actor, person, "The person or the account may not sign in");
  return person.secondFactorSince
    ? { kind: "second-step", token }
    : { kind: "signed-in", userId: person.id, token };
}

// The log already has the attempt, so the answer stays the same when the reason cannot be added.
async function refuse(actor: Actor, { id }: Person, reason: string): Promise<SignInOutcome> {
  await noteRefusal(actor, { action: "user.sign-in", target: { model: "User", id }, reason }).catch(
    (error: unknown) =>
      log().error({ error, requestId: actor.requestId }, "sign-in: a refusal could not be recorded"),
  );
  return refused;
}
