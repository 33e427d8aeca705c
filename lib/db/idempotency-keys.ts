import { AppError } from "@/lib/errors.ts";
import { fingerprints } from "./encryption/encryption.ts";
import { lockChain } from "./locks.ts";
import { findRow, insertRow } from "./statements.ts";

/** One use of an idempotency key: the actor, the command and its input. */
export interface KeyUse {
  readonly accountId: number;
  readonly actor: string;
  readonly key: string;
  readonly command: string;
  /** Hashes of the command and its input, one under each key of the ring. A plain hash would let
   *  an attacker guess a phone number. */
  readonly inputHashes: readonly string[];
}

/** The user of a key: a person, an API key, or a part of the system. */
interface KeyUser {
  readonly kind: "user" | "system";
  readonly accountId: number;
  readonly userId: number | null;
  readonly apiKeyId: number | null;
  readonly label: string;
}

/** Who chose a key: a client, such as a form or a program, or the portal's own work on behalf of a
 *  person. A client can choose any key, so the two never share one. */
export type KeyChooser = "client" | "work";

/** The name under which the keys of a user are stored. */
export function keyOwner(user: Omit<KeyUser, "accountId">, chosenBy: KeyChooser): string {
  const person = user.apiKeyId === null ? `user:${user.userId}` : `api-key:${user.apiKeyId}`;
  const name = user.kind === "user" ? person : `system:${user.label}`;
  return chosenBy === "work" ? `work:${name}` : name;
}

/** Builds a key use. Throws INVALID_INPUT for a key that is not 1 to 200
 *  printable ASCII characters. */
export function keyUse(
  actor: KeyUser,
  command: string,
  { key, chosenBy = "client" }: { key: string; chosenBy?: KeyChooser | undefined },
  input: unknown,
): KeyUse {
  if (!/^[\x20-\x7e]{1,200}$/.test(key))
    throw new AppError("INVALID_INPUT", "An idempotency key has 1 to 200 printable ASCII characters.");
  return {
    accountId: actor.accountId,
    actor: keyOwner(actor, chosenBy),
    key,
    command,
    inputHashes: fingerprints(`${command}\0${canonical(input)}`),
  };
}

/** The stored answer for this key, or undefined at its first use. Throws KEY_REUSED when the key
 *  was used for anything else. Waits for other units of work in the account, so that a
 *  simultaneous second use finds the answer of the first and does not fail on its rows. */
export async function answerBefore(use: KeyUse): Promise<{ answer: unknown } | undefined> {
  const { accountId, actor, key } = use;
  // Before any account exists, the system acts in account 0, which has no chain.
  if (accountId > 0) await lockChain(accountId);
  const row = await findRow("IdempotencyKey", { accountId, actor, key });
  if (!row) return undefined;
  if (!use.inputHashes.includes(row.inputHash)) throw new AppError("KEY_REUSED");
  return { answer: JSON.parse(row.answer) };
}

/** Stores the answer in the transaction of its command. */
export async function keepAnswer(use: KeyUse, answer: unknown, at: Date): Promise<void> {
  const { inputHashes, ...kept } = use;
  await insertRow("IdempotencyKey", {
    ...kept,
    inputHash: inputHashes[0] as string,
    answer: JSON.stringify(answer ?? null),
    createdAt: at,
  });
}

// The order of the fields does not matter.
function canonical(input: unknown): string {
  return JSON.stringify(input, (_, value: unknown) => {
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
