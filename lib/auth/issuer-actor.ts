import { randomUUID } from "node:crypto";
import { type Actor, systemActor } from "./actor.ts";

/** The issuer as an actor. Its answers are applied and recorded in the history under its name. */
export const issuerActor = (accountId: number): Actor => systemActor("lithic", accountId, randomUUID());
