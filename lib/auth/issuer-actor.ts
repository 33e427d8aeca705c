import { randomUUID } from "node:crypto";
import { type Actor, systemActor } from "./actor.ts";

/** The issuer as the one who acts: what it answered is put in force, and written in the history, in its name. */
export const issuerActor = (accountId: number): Actor => systemActor("lithic", accountId, randomUUID());
