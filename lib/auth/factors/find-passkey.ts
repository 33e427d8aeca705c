import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { credentialHash, type StoredPasskey, storedPasskey } from "./passkey.ts";

/** A passkey of somebody. */
export interface FoundPasskey {
  readonly factorId: number;
  readonly accountId: number;
  readonly userId: number;
  readonly kept: StoredPasskey;
  readonly counter: number;
}

/** The passkey with an id, whoever it belongs to. Null when there is none. */
export async function findPasskey(id: string): Promise<FoundPasskey | null> {
  const select = { id: true, accountId: true, userId: true, secret: true, lastCounter: true } as const;
  const factor = await acrossAccounts(() =>
    findFields("SecondFactor", { credentialHash: credentialHash(id) }, select),
  );
  if (!factor) return null;
  const kept = storedPasskey.parse(JSON.parse(openField("SecondFactor", factor, "secret") ?? ""));
  return {
    factorId: factor.id,
    accountId: factor.accountId,
    userId: factor.userId,
    kept,
    counter: Number(factor.lastCounter),
  };
}
