import type { z } from "zod";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { type TargetModel, targetIdOf } from "./target.ts";

type TargetOf<Name extends string> = Name extends `${infer Noun}.${string}`
  ? Extract<Capitalize<Noun>, TargetModel>
  : never;

/** A kind of external call: how it is sent, and how its outcome is applied here. */
export interface OperationType<M extends TargetModel = TargetModel, Payload = unknown, Answer = unknown>
  extends Definition<Payload, Answer> {
  /** Noun and verb, such as "card.freeze"; unique. */
  readonly name: string;
  readonly target: M;
}

interface Definition<Payload, Answer> {
  /** The data an operation carries besides its row. Absent for none. */
  readonly payload?: z.ZodType<Payload>;
  /** Operations of the same row that a new one replaces, by name, unless they are being sent. */
  readonly supersedes?: readonly string[];
  /** Operations of the same row that it does not wait for, by name, unless they are being sent. */
  readonly overtakes?: readonly string[];
  /** The operation that checks the row later, when a superseded call could arrive after the new
   *  one. */
  readonly reconcile?: OperationType<TargetModel, undefined>;
  /** Makes the call. Throws a CallError. */
  send(operation: Operation<Payload>): Promise<Answer>;
  /** Applies the answer through a command that ends the operation. */
  confirm(operation: Operation<Payload>, answer: Answer): Promise<unknown>;
  /** Applies the refusal through a command that ends the operation. Throws a CallError. */
  refuse(operation: Operation<Payload>, message: string): Promise<unknown>;
}

/** An operation that this process has claimed. */
export interface Operation<Payload = unknown> {
  readonly id: number;
  readonly accountId: number;
  readonly targetId: number;
  readonly payload: Payload;
  readonly idempotencyKey: string;
  /** The number of earlier attempts. */
  readonly attemptsBefore: number;
  /** The HTTP status of the last answer, if it was an error. */
  readonly lastStatus: number | undefined;
  readonly createdAt: Date;
  /** When it was last tried or postponed. */
  readonly lastTriedAt: Date;
  readonly keyMadeAt: Date;
  readonly lease: Lease;
}

/** The worker that holds the operation. After losing the lease it must not write a result. */
export interface Lease {
  readonly operationId: number;
  readonly owner: string;
}

/** Defines an operation type. The noun in its name is the table of its rows. */
export function operation<Name extends `${Uncapitalize<TargetModel>}.${string}`, Answer, Payload = undefined>(
  name: Name,
  definition: Definition<Payload, Answer>,
): OperationType<TargetOf<Name>, Payload, Answer> {
  const noun = name.slice(0, name.indexOf("."));
  const target = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}` as TargetOf<Name>;
  return { ...definition, name, target };
}

/** Builds the claimed operation from its row, without its payload. */
export function toOperation(
  row: Row<"LithicOperation">,
  owner: string,
  lastTriedAt: Date,
): Operation<undefined> {
  const [, status] = /^(\d{3}) /.exec(row.lastError ?? "") ?? [];
  return {
    id: row.id,
    accountId: row.accountId,
    targetId: targetIdOf(row),
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

/** Reads the payload of an operation. Throws when it is not what the operation type takes. */
export function readPayload(type: OperationType, row: Row<"LithicOperation">): unknown {
  return type.payload?.parse(JSON.parse(openField("LithicOperation", row, "payload") ?? "{}"));
}
