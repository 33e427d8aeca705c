import { AppError } from "@/lib/errors.ts";
import type { Role } from "@/lib/permissions.ts";

/** Who acts, on whose data, from where. Only this file makes one. */
export interface Actor {
  readonly kind: "user" | "system";
  /** The account acted in; for an operator not always the home. */
  readonly accountId: number;
  readonly homeAccountId: number;
  readonly userId: number | null;
  /** The person's e-mail, or the part of the system. */
  readonly label: string;
  readonly role: Role | "system";
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly [made]: true;
}

/** Where a request came from. */
export interface Origin {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
}

declare const made: unique symbol;

/** The actor behind a checked session; `user` is the row as read for this very request. */
export function userActor(
  user: { id: number; accountId: number; email: string; role: string },
  origin: Origin,
): Actor {
  return {
    kind: "user",
    accountId: user.accountId,
    homeAccountId: user.accountId,
    userId: user.id,
    label: user.email,
    role: user.role as Role,
    ...origin,
  } as Actor;
}

/** A part of the portal itself, such as the seed or the worker, acting in one account; for somebody's request, with where that came from. */
export function systemActor(part: string, accountId: number, from: string | Origin): Actor {
  return {
    kind: "system",
    accountId,
    homeAccountId: accountId,
    userId: null,
    label: part,
    role: "system",
    ...(typeof from === "string" ? { ip: null, userAgent: null, requestId: from } : from),
  } as Actor;
}

/** The same operator, now acting in a business. Throws NOT_FOUND for everyone else, as if that business did not exist. */
export function actingIn(actor: Actor, accountId: number): Actor {
  if (actor.role !== "operator" && actor.homeAccountId !== accountId) throw new AppError("NOT_FOUND");
  return { ...actor, accountId };
}
