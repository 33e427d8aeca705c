import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Actor, userActor } from "@/lib/auth/actor.ts";
import { command } from "@/lib/command.ts";
import type { Role } from "@/lib/permissions.ts";
import { type TestBusiness, testSession } from "@/lib/testing/test-database.ts";
import { nameColumns } from "./name/person-name.ts";

export const idOf = (actor: Actor) => actor.userId as number;

/** The input for a new person. */
export const newPerson = (role: Role) => ({
  givenName: "New",
  familyName: "Person",
  email: `${randomUUID()}@demo.example`,
  role,
});

const addActive = command({
  name: "demo.seed",
  input: z.strictObject({ role: z.enum(["owner", "admin", "user", "analyst"]) }),
  async run({ db, input: { role } }) {
    const person = newPerson(role);
    const user = await db.insert("User", { ...person, ...nameColumns(person), status: "active" });
    return { id: user.id, accountId: user.accountId, email: user.email, role: user.role };
  },
});

/** Adds an active person to a business, and returns them as an actor. */
export const addPerson = async ({ system }: TestBusiness, role: "owner" | "admin" | "user" | "analyst") =>
  userActor(
    await addActive(system, { role }),
    { ip: null, userAgent: null, requestId: randomUUID() },
    testSession(),
  );
