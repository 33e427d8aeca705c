import { AppError } from "@/lib/errors.ts";
import { fingerprints } from "./encryption.ts";
import { lockChain } from "./locks.ts";
import { findRow, insertRow } from "./statements.ts";

/** One use of an idempotency key: who asked for which command with which input. */
export interface KeyUse {
  readonly accountId: number;
  readonly actor: string;
  readonly key: string;
  readonly command: string;
  /** Of the command and its input, under each key there is: a plain hash would let a phone number be guessed. */
  readonly inputHashes: readonly string[];
}

/** Who uses a key: a person, or a part of the system. */
interface KeyUser {
  readonly kind: "user" | "system";
  readonly accountId: number;
  readonly userId: number | null;
  readonly label: string;
}

/** What a key stands for. Throws INVALID_INPUT for a key that is not 1 to 200 printable ASCII characters. */
export function keyUse(actor: KeyUser, command: string, key: string, input: unknown): KeyUse {
  if (!/^[\x20-\x7e]{1,200}$/.test(key))
    throw new AppError(
      "INVALID_INPUT",
      "An idempotency key has 1 to 200 printable ASCII characters; nothing was changed.",
    );
  const actorName = actor.kind === "user" ? `user:${actor.userId}` : `system:${actor.label}`;
  return {
    accountId: actor.accountId,
    actor: actorName,
    key,
    command,
    inputHashes: fingerprints(`${command}\0${canonical(input)}`),
  };
}

/** The answer given before for this key; undefined at its first use. Throws KEY_REUSED when it was used for anything else. Waits for other
 *  units of work in the account: a second use at the same moment has to find the answer of the first, not stumble over its rows. */
export async function answerBefore(use: KeyUse): Promise<{ answer: unknown } | undefined> {
  const { accountId, actor, key } = use;
  // Before there is any account the system acts in number 0, which has no chain.
  if (accountId > 0) await lockChain(accountId);
  const row = await findRow("IdempotencyKey", { accountId, actor, key });
  if (!row) return undefined;
  if (!use.inputHashes.includes(row.inputHash)) throw new AppError("KEY_REUSED");
  return { answer: JSON.parse(row.answer) };
}

/** Keeps the answer, in the transaction that earned it. */
export async function keepAnswer(use: KeyUse, answer: unknown, at: Date): Promise<void> {
  const { inputHashes, ...kept } = use;
  await insertRow("IdempotencyKey", {
    ...kept,
    inputHash: inputHashes[0] as string,
    answer: JSON.stringify(answer ?? null),
    createdAt: at,
  });
}

// The same input in another order of fields is the same input.
function canonical(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
