import type { Actor } from "@/lib/auth/actor.ts";
import type { Role } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";

/** The first people of the actor's account in a role, in the order they came. Needs user.see. */
export function listUsersByRole(actor: Actor, role: Role, take: number) {
  return readAs(actor, "user.see", (db, reach) =>
    db.user.findMany({
      where: { role, ...(reach === "own" && { id: actor.userId ?? 0 }) },
      orderBy: { id: "asc" },
      select: { id: true, name: true, email: true, role: true, status: true, lastLoginAt: true, version: true },
      take,
    }),
  );
}
