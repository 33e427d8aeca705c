import { AppError } from "@/lib/errors.ts";
import type { Role } from "@/lib/permissions.ts";

/** The person or part of the system that acts, with its account and origin. Only this file creates
 *  actors. */
export interface Actor {
  readonly kind: "user" | "system";
  /** The account the actor works in. For an operator it can differ from the home account. */
  readonly accountId: number;
  readonly homeAccountId: number;
  readonly userId: number | null;
  /** The person's email, the name of the API key, or the name of the part of the system. */
  readonly label: string;
  readonly role: Role | "system";
  /** The session behind a request. Null for the system. A bulk job has the proof that its start
   *  required, in place of a session. */
  readonly session: ActorSession | null;
  /** The API key behind a request. `userId` is then the person who made the key. */
  readonly apiKeyId: number | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly [made]: true;
}

/** The session of an actor. */
export interface ActorSession {
  readonly id: number;
  /** When the person last proved who they are, by password, code or passkey. */
  readonly authenticatedAt: Date;
}

/** The origin of a request. */
export interface Origin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
}

declare const made: unique symbol;

/** The actor of a checked session. `user` is the row as read for this request. */
export function userActor(
  user: { id: number; accountId: number; email: string; role: string },
  origin: Origin,
  session: ActorSession | null = null,
): Actor {
  return {
    kind: "user",
    accountId: user.accountId,
    homeAccountId: user.accountId,
    userId: user.id,
    label: user.email,
    role: user.role as Role,
    session,
    apiKeyId: null,
    ...origin,
  } as Actor;
}

/** Whether a person is the actor. An API key is not the person who made it. */
export const isOneself = (actor: Actor, userId: number): boolean =>
  actor.apiKeyId === null && actor.userId === userId;

const keyLabelStart = "API key ";

/** Whether a label in the audit log is that of an API key. No email has a space. */
export const isKeyLabel = (label: string): boolean => label.startsWith(keyLabelStart);

/** An API key that was checked, acting for the person who made it. */
export function keyActor(
  key: { id: number; name: string; role: Role },
  maker: { id: number; accountId: number },
  origin: Origin,
): Actor {
  const actor = userActor({ ...maker, email: keyLabelStart + key.name, role: key.role }, origin);
  return { ...actor, apiKeyId: key.id };
}

/** A part of the portal itself, such as the seed or the worker, acting in one account. `from` is a
 *  request id, or the origin of the request that it acts on. */
export function systemActor(part: string, accountId: number, from: string | Origin): Actor {
  return {
    kind: "system",
    accountId,
    homeAccountId: accountId,
    userId: null,
    label: part,
    role: "system",
    session: null,
    apiKeyId: null,
    ...(typeof from === "string" ? { ip: null, userAgent: null, requestId: from } : from),
  } as Actor;
}

/** The same operator, now acting in a business. Throws NOT_FOUND for anyone else, as if that
 *  business did not exist. */
export function actingIn(actor: Actor, accountId: number): Actor {
  if (actor.role !== "operator" && actor.homeAccountId !== accountId) throw new AppError("NOT_FOUND");
  return { ...actor, accountId };
}
