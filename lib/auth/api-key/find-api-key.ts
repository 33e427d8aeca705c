import { type Actor, keyActor, type Origin } from "@/lib/auth/actor.ts";
import { hashToken, mayComeIn } from "@/lib/auth/session/check-session.ts";
import type { Row } from "@/lib/db/schema.ts";
import { findFields } from "@/lib/db/statements.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import type { Role } from "@/lib/permissions.ts";
import { lacksSecondFactor } from "../factors/lacks-second-factor.ts";
import { type KeyRole, keyRolesOf, tokenOfKey } from "./api-key.ts";

/** An API key that works, and the actor of a request with it. */
export interface WorkingKey {
  readonly id: number;
  readonly actor: Actor;
  readonly lastUsedAt: Date | null;
  /** From which networks the business lets it in. */
  readonly allowedNetworks: string | null;
}

/** The API key that a request presents. Null when it does not exist, has expired, was revoked, or
 *  the person who made it could not make it any more. */
export function findApiKey(key: string, from: Origin, now: Date): Promise<WorkingKey | null> {
  const token = tokenOfKey(key);
  return token === undefined ? Promise.resolve(null) : findWorking({ keyHash: hashToken(token) }, from, now);
}

/** The API key that started work which goes on without it. Null when it no longer works. */
export const findApiKeyById = (
  { accountId, id }: { accountId: number; id: number },
  from: Origin,
  now: Date,
): Promise<WorkingKey | null> => findWorking({ accountId, id }, from, now);

async function findWorking(
  where: { keyHash: string } | { accountId: number; id: number },
  from: Origin,
  now: Date,
): Promise<WorkingKey | null> {
  const found = await acrossAccounts(() => findFields("ApiKey", where, select));
  if (!found || !isWorking(found, now)) return null;
  const { id, name, role, user, lastUsedAt, account } = found;
  const actor = keyActor({ id, name, role: role as Role }, user, from);
  return { id, actor, lastUsedAt, allowedNetworks: account.allowedNetworks };
}

/** What decides whether a key works. */
interface KeyState {
  readonly role: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly user: Pick<Row<"User">, "role" | "status" | "secondFactorSince" | "deletedAt">;
  readonly account: Pick<Row<"Account">, "status" | "secondFactorFor" | "deletedAt">;
}

/** Whether an API key works: nobody revoked it, it has not expired, and the person who made it
 *  could sign in and make it today. */
export function isWorking({ role, expiresAt, revokedAt, user, account }: KeyState, now: Date): boolean {
  return (
    revokedAt === null &&
    expiresAt > now &&
    mayComeIn(user, account) &&
    !lacksSecondFactor({ user, account }) &&
    keyRolesOf(user.role as Role).includes(role as KeyRole)
  );
}

const select = {
  id: true,
  name: true,
  role: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
  user: {
    select: {
      id: true,
      accountId: true,
      role: true,
      status: true,
      secondFactorSince: true,
      deletedAt: true,
    },
  },
  account: { select: { status: true, secondFactorFor: true, allowedNetworks: true, deletedAt: true } },
} as const;

const touchAfterMilliseconds = 60_000;

/** Keeps when an API key was last used. Writes at most once a minute. Use is no change of the key,
 *  so it is not audited. */
export async function touchApiKey({ id, actor, lastUsedAt }: WorkingKey, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < touchAfterMilliseconds) return;
  await inTransaction({ accountId: actor.accountId }, (tx) =>
    tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { lastUsedAt: now } }),
  );
}
