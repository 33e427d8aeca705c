import type { z } from "zod";
import { appendToChains, entriesOf } from "@/lib/audit-log/append.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { ownRows } from "@/lib/auth/own-rows.ts";
import { answerBefore, type KeyChooser, keepAnswer, keyUse } from "@/lib/db/idempotency-keys.ts";
import { retried } from "@/lib/db/retried.ts";
import { inTransaction } from "@/lib/db/transaction.ts";
import { Writer } from "@/lib/db/writer.ts";
import { AppError, type FieldErrors } from "@/lib/errors.ts";
import { noteIfRefused } from "@/lib/note-if-refused.ts";
import { forbidden, type Permission, type Reach, reachFor } from "@/lib/permissions.ts";
import { log } from "@/lib/process/log.ts";
import type { LimitName } from "@/lib/request-limits/limits.ts";
import { spend } from "@/lib/request-limits/spend.ts";

/** What a command's `run` works with. */
export interface Work<Input> {
  readonly db: Writer;
  readonly actor: Actor;
  readonly reach: Reach;
  readonly input: Input;
  readonly now: Date;
  /** Runs something after the commit, before the command answers. A failure in it is logged and
   *  does not undo the change. */
  after(followUp: () => Promise<unknown>): void;
}

interface Definition<Schema extends z.ZodType, Answer> {
  /** The verb's name. It is also the permission and the audit action. */
  readonly name: Permission;
  readonly input: Schema;
  /** What a call spends of the person's limits. Work that is left to a job does not count. */
  readonly limit?: LimitName;
  /** "across" for the few verbs that run before there is an account. */
  readonly scope?: "across";
  /** Does the work. With an idempotency key the answer is stored as JSON, so it holds only strings,
   *  numbers and nulls. */
  run(work: Work<z.output<Schema>>): Promise<Answer>;
}

/** Options of a call. */
export interface CallOptions {
  /** Calling again with the same key and input returns the same answer and changes nothing. */
  readonly idempotencyKey?: string;
  /** Only asks whether the key was used. Changes nothing, and throws NOT_DONE when it was not. */
  readonly onlyIfDone?: boolean;
  /** Who chose the key. A key of the portal's own work never meets a client's. By default, a client
   *  chose it. */
  readonly keyChosenBy?: KeyChooser;
  /** Called when the key was used before, so nothing was changed this time. */
  readonly onRepeated?: () => void;
  /** Leaves the follow-ups to the worker instead of waiting for them. Useful when nobody waits for
   *  the answer. */
  readonly leaveToWorker?: boolean;
}

/** A change to the system. Actions, route handlers, the worker, the seed and tests can call it. */
export interface Command<Schema extends z.ZodType = z.ZodType, Answer = unknown> {
  (actor: Actor, input: z.input<Schema>, options?: CallOptions): Promise<Answer>;
  readonly commandName: Permission;
  readonly input: Schema;
}

/** Creates a command. Every command runs in this order: the permission, a strict parse, then the
 *  change and its audit rows in one transaction, which starts again when it lost a race. Throws
 *  AppErrors: FORBIDDEN, TOO_MANY, INVALID_INPUT, KEY_REUSED, NOT_DONE, BUSY; what the database
 *  refuses (DUPLICATE, NOT_FOUND, INVALID_INPUT); what `findForUpdate` throws (NOT_FOUND, STALE);
 *  and what `run` throws. */
export function command<Schema extends z.ZodType, Answer>(
  definition: Definition<Schema, Answer>,
): Command<Schema, Answer> {
  const call = async (actor: Actor, input: z.input<Schema>, options: CallOptions = {}): Promise<Answer> => {
    const reach = await permit(actor, definition.name, input);
    if (definition.limit && options.keyChosenBy !== "work") await spend(actor, definition.limit);
    const parsed = parseInput(definition.input, input);
    const use =
      options.idempotencyKey === undefined
        ? undefined
        : keyUse(
            actor,
            definition.name,
            { key: options.idempotencyKey, chosenBy: options.keyChosenBy },
            parsed,
          );
    let followUps: (() => Promise<unknown>)[] = [];
    let isRepeated = false;
    const work = (attempt: number) => {
      followUps = [];
      return inTransaction(definition.scope ?? { accountId: actor.accountId }, async (tx) => {
        const before = use && (await answerBefore(use));
        if (before) {
          isRepeated = true;
          return before.answer as Answer;
        }
        if (options.onlyIfDone) throw new AppError("NOT_DONE");
        const now = new Date();
        const db = new Writer({
          tx,
          accountId: actor.accountId,
          now,
          own: ownRows(actor, reach) ?? {},
          locksRows: attempt > 1,
        });
        const after = (followUp: () => Promise<unknown>) => void followUps.push(followUp);
        const answer = await definition.run({ db, actor, reach, input: parsed, now, after });
        if (use) await keepAnswer(use, answer, now);
        await appendToChains(actor, entriesOf(definition.name, db.changes, reasonOf(parsed)), now);
        return answer;
      });
    };
    const answer = await retried(work, use !== undefined).catch(async (error: unknown) => {
      await noteIfRefused(error, actor, definition.name, input);
      throw error;
    });
    if (isRepeated) options.onRepeated?.();
    for (const followUp of options.leaveToWorker ? [] : followUps)
      await followUp().catch((error: unknown) =>
        log().error({ error, command: definition.name }, "command: a follow-up failed"),
      );
    return answer;
  };
  return Object.assign(call, { commandName: definition.name, input: definition.input });
}

async function permit(actor: Actor, name: Permission, input: unknown): Promise<Reach> {
  const reach = reachFor(actor, name);
  if (reach) return reach;
  const refusal = forbidden(actor);
  await noteIfRefused(refusal, actor, name, input);
  throw refusal;
}

/** Parses the input of a command or a check. Throws INVALID_INPUT with the faults by field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  // A map, because a field can have any name, even one that every object inherits.
  const faults = new Map<string, string>();
  for (const issue of result.error.issues) {
    const unknownKeys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of unknownKeys) {
      const name = [...issue.path, ...(key === undefined ? [] : [key])].join(".") || "input";
      if (!faults.has(name)) faults.set(name, key === undefined ? issue.message : "There is no such field.");
    }
  }
  const fields = Object.fromEntries(faults);
  throw new AppError("INVALID_INPUT", summary(fields), { fields });
}

const summary = (fields: FieldErrors) =>
  `${Object.entries(fields)
    .map(([field, message]) => `${field}: ${message}`)
    .join(" ")}`;

const reasonOf = (input: unknown) => {
  const reason = (input as { reason?: unknown } | null)?.reason;
  return typeof reason === "string" ? reason : null;
};
