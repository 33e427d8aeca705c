import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import { restoreAccountAtIssuer, suspendAccountAtIssuer } from "@/lib/lithic/accounts.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";
import { type AccountStatus, aimOf } from "../account.ts";
import { confirmAccountState, refuseAccountState } from "./confirm-account-state.ts";

type SettableState = Extract<AccountStatus, "active" | "suspended">;

// The issuer takes five changes of accounts a second, and each waits up to five seconds for its
// turn.
const peopleAtOnce = 4;

const supersedes = ["account.suspend", "account.restore", "account.reconcile"];

/** Sets the accounts of a business to what is desired now, because a superseded change may have
 *  arrived late. */
export const reconcileAccountAtIssuer = operation("account.reconcile", {
  send: async (operation) => setAccounts(operation, settable(aimOf(await readAccount(operation)))),
  confirm: ({ accountId, lease }) => confirmAccountState(issuerActor(accountId), { ...lease, desired: null }),
  refuse: ({ accountId, lease }, message) =>
    refuseAccountState(issuerActor(accountId), { ...lease, desired: null, message }),
});

/** Pauses the accounts of a business and of its people at the issuer. A card belongs to the account
 *  of its holder, so no card of the business can pay. The cards keep their own states. */
export const suspendAtIssuer = operation("account.suspend", setState("suspended"));

/** Makes the accounts active again that the suspension has paused. Every card is as it was. */
export const restoreAtIssuer = operation("account.restore", setState("active"));

function setState(desired: SettableState) {
  return {
    supersedes,
    // A later change does not wait for one that has no answer. That one stops when it is tried
    // next.
    overtakes: supersedes,
    reconcile: reconcileAccountAtIssuer,
    send: (operation: Operation<undefined>) => setAccounts(operation, desired),
    confirm: ({ accountId, lease }: Operation<undefined>) =>
      confirmAccountState(issuerActor(accountId), { ...lease, desired }),
    refuse: ({ accountId, lease }: Operation<undefined>, message: string) =>
      refuseAccountState(issuerActor(accountId), { ...lease, desired, message }),
  };
}

/** Sets the account of the business, then those of its people. One that fails does not hold up the
 *  others. Stops when another state is desired meanwhile. */
async function setAccounts(operation: Operation, state: SettableState | null): Promise<void> {
  if (state === null) return;
  const set = state === "suspended" ? suspendAccountAtIssuer : restoreAccountAtIssuer;
  const failures: unknown[] = [];
  const setAll = async (tokens: readonly string[]) => {
    const results = await Promise.allSettled(tokens.map(set));
    for (const result of results) if (result.status === "rejected") failures.push(result.reason);
  };
  const account = await readAccount(operation);
  if (aimOf(account) !== state) return;
  const token = openField("Account", account, "lithicAccountToken");
  await setAll(token === null ? [] : [token]);
  for (let last = 0; ; ) {
    const people = await peopleAfter(operation, last);
    if (people.length === 0) break;
    if (aimOf(await readAccount(operation)) !== state) return;
    await setAll(people.map((user) => openField("User", user, "lithicAccountToken") ?? ""));
    last = people.at(-1)?.id ?? last;
  }
  // What may still work is tried again before the rest counts as refused.
  const failure = failures.find((one) => !(one instanceof IssuerError && one.kind === "refused"));
  if (failures.length > 0) throw failure ?? failures[0];
}

const settable = (aim: AccountStatus): SettableState | null =>
  aim === "active" || aim === "suspended" ? aim : null;

async function readAccount({ accountId }: Operation): Promise<Row<"Account">> {
  const account = await readAs(issuerActor(accountId), "account.see", (db) =>
    db.account.findFirst({ where: { id: accountId } }),
  );
  if (!account) throw new Error(`There is no account ${accountId}`);
  return account;
}

// Deleted people too: their accounts at the issuer can still have open cards.
const peopleAfter = ({ accountId }: Operation, id: number) =>
  readAs(issuerActor(accountId), "user.see", (db) =>
    withDeleted(() =>
      db.user.findMany({
        where: { id: { gt: id }, lithicAccountToken: { not: null } },
        orderBy: { id: "asc" },
        take: peopleAtOnce,
      }),
    ),
  );
