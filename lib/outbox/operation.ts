import type { z } from "zod";
import type { ModelName, Row } from "@/lib/db/schema.ts";
import { openField } from "@/lib/db/sealed-fields.ts";

/** The tables whose rows an operation can be about. */
export type TargetModel = ModelName & ("Account" | "User" | "Card");

type TargetOf<Name extends string> = Name extends `${infer Noun}.${string}`
  ? Extract<Capitalize<Noun>, TargetModel>
  : never;

/** A kind of call to somebody outside: how it is sent, and what its outcome changes here. */
export interface OperationType<M extends TargetModel = TargetModel, Payload = unknown, Answer = unknown>
  extends Definition<Payload, Answer> {
  /** Noun and verb, such as "card.freeze"; unique. */
  readonly name: string;
  readonly target: M;
}

interface Definition<Payload, Answer> {
  /** What an operation carries beside the row that it is about; nothing when absent. */
  readonly payload?: z.ZodType<Payload>;
  /** Names of the operations of the same row that a new one takes the place of, unless they are being sent. */
  readonly supersedes?: readonly string[];
  /** Names of the operations of the same row that it does not wait for, unless they are being sent. */
  readonly overtakes?: readonly string[];
  /** What looks at the row again later, when a superseded call could still arrive after the new one. */
  readonly recheck?: OperationType<TargetModel, undefined>;
  /** Makes the call. Throws a CallError. */
  send(operation: Operation<Payload>): Promise<Answer>;
  /** Applies the answer by a command that ends the operation. */
  confirm(operation: Operation<Payload>, answer: Answer): Promise<unknown>;
  /** Applies that the call was refused, by a command that ends the operation. Throws a CallError. */
  refuse(operation: Operation<Payload>, message: string): Promise<unknown>;
}

/** An operation that this process has claimed. */
export interface Operation<Payload = unknown> {
  readonly id: number;
  readonly accountId: number;
  readonly targetId: number;
  readonly payload: Payload;
  readonly idempotencyKey: string;
  /** How often it was sent before this time. */
  readonly attemptsBefore: number;
  /** HTTP status of the last answer, when it was an error. */
  readonly lastStatus: number | undefined;
  readonly createdAt: Date;
  /** When it was tried last, or postponed. */
  readonly lastTriedAt: Date;
  readonly keyMadeAt: Date;
  readonly lease: Lease;
}

/** The worker that holds the operation. After losing the lease it must not write a result. */
export interface Lease {
  readonly operationId: number;
  readonly owner: string;
}

/** Makes a kind of operation; the noun in its name is the table of its rows. */
export function operation<Name extends `${Uncapitalize<TargetModel>}.${string}`, Answer, Payload = undefined>(
  name: Name,
  definition: Definition<Payload, Answer>,
): OperationType<TargetOf<Name>, Payload, Answer> {
  const noun = name.slice(0, name.indexOf("."));
  const target = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}` as TargetOf<Name>;
  return { ...definition, name, target };
}

/** The claimed operation of a row, without its payload. */
export function toOperation(
  row: Row<"LithicOperation">,
  owner: string,
  lastTriedAt: Date,
): Operation<undefined> {
  const [, status] = /^(\d{3}) /.exec(row.lastError ?? "") ?? [];
  return {
    id: row.id,
    accountId: row.accountId,
    targetId: Number(row.targetId),
    payload: undefined,
    idempotencyKey: row.idempotencyKey,
    attemptsBefore: row.attempts - 1,
    lastStatus: status === undefined ? undefined : Number(status),
    createdAt: row.createdAt,
    lastTriedAt,
    keyMadeAt: row.keyMadeAt,
    lease: { operationId: row.id, owner },
  };
}

/** What the operation of a row carries. Throws when it cannot be read, or is not what its kind takes. */
export function readPayload(type: OperationType, row: Row<"LithicOperation">): unknown {
  return type.payload?.parse(JSON.parse(openField("LithicOperation", row, "payload") ?? "{}"));
}
