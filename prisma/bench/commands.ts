import { randomUUID } from "node:crypto";
import { renameAccount } from "@/lib/accounts/rename-account.ts";
import { type Actor, systemActor } from "@/lib/auth/actor.ts";
import { inAccount } from "@/lib/db/transaction.ts";
import { changeUser } from "@/lib/users/change-user.ts";
import type { BenchDatabase } from "./databases.ts";
import { throughput } from "./measure.ts";

/** Commands per second, each with its audit row in the chain of its account: all on one account,
 *  and over all accounts of the database. */
export interface CommandFigure {
  readonly oneAccount: number;
  readonly allAccounts: number;
}

const callers = 10;
const seconds = 5;

/** Measures how many commands a second the portal runs for ten callers at once. All of them
 *  change different people. */
export async function measureCommands({ accountIds }: BenchDatabase): Promise<CommandFigure> {
  const accounts = await Promise.all(accountIds.map(readAccount));
  const [first] = accounts;
  if (!first) throw new Error("There is no account to measure on");
  const oneAccount = await throughput((caller, n) => changeSomebody(first, caller, n), { callers, seconds });
  const allAccounts = await throughput(
    (caller, n) => {
      // Each caller cycles through its own accounts, so that none waits for another. Every tenth
      // command is another verb.
      const own = accounts.filter((_, place) => place % callers === caller);
      const account = own[n % own.length] as BenchAccount;
      return n % 10 === 0
        ? renameAccount(account.actor, { businessName: `Business ${caller} ${n}` })
        : changeSomebody(account, caller, n + callers);
    },
    { callers, seconds },
  );
  return { oneAccount, allAccounts };
}

interface BenchAccount {
  readonly actor: Actor;
  readonly userIds: readonly number[];
}

async function readAccount(accountId: number): Promise<BenchAccount> {
  const users = await inAccount(accountId, (db) =>
    db.user.findMany({ where: { role: "user" }, select: { id: true }, orderBy: { id: "asc" } }),
  );
  return { actor: systemActor("bench", accountId, randomUUID()), userIds: users.map(({ id }) => id) };
}

function changeSomebody({ actor, userIds }: BenchAccount, caller: number, n: number) {
  const own = userIds.filter((_, place) => place % callers === caller);
  return changeUser(actor, {
    userId: own[n % own.length] as number,
    givenName: "Person",
    familyName: `${caller}-${n}`,
  });
}
