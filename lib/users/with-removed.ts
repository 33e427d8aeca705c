import type { Actor } from "@/lib/auth/actor.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import { reachFor } from "@/lib/permissions.ts";

/** How long a removed person can be restored. */
export const restorableDays = 30;

/** Until when somebody who was removed at this time can be restored. */
export const restorableUntil = (removedAt: Date) =>
  new Date(removedAt.getTime() + restorableDays * 86_400_000);

/** Reads people, the removed ones too where the actor may restore them. */
export const withRemoved = <T>(actor: Actor, read: () => Promise<T>): Promise<T> =>
  reachFor(actor, "user.restore") === "account" ? withDeleted(read) : read();

/** Whether a person who was removed can still be restored. */
export const isRestorable = (removedAt: Date, now = new Date()): boolean => restorableUntil(removedAt) >= now;
