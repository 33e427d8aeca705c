import type { Actor } from "@/lib/auth/actor.ts";
import { readNetworks } from "@/lib/auth/allowed-networks.ts";
import { actorAt, readPlatform } from "@/lib/auth/operator-access.ts";
import type { Row } from "@/lib/db/schema.ts";
import { containing } from "@/lib/db/search/containing.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, prismaSource, readPage } from "@/lib/lists/list-page.ts";
import { oneOf } from "@/lib/lists/list-rules.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import { spendOnSearch } from "@/lib/request-limits/spend.ts";
import type { AccountStatus, DesiredAccountStatus, SecondFactorFor } from "./account.ts";
import type { AccountListQuery } from "./account-list.ts";
import type { accountFactsShape, accountRowShape } from "./account-shapes.ts";

/** A business in a list. The balance is in minor units, as last reported by the issuer. Times are
 *  ISO 8601 in UTC. */
export type AccountRow = Shape<typeof accountRowShape>;

const listed = {
  id: true,
  businessName: true,
  businessNameSort: true,
  ownerEmail: true,
  status: true,
  desiredStatus: true,
  balance: true,
  balanceAsOf: true,
  currency: true,
  createdAt: true,
  version: true,
} as const;

type Listed = Pick<Row<"Account">, keyof typeof listed>;

/** A page of the businesses on the platform, for operators. Needs account.see with platform
 *  reach. */
export function listAccounts(actor: Actor, query: AccountListQuery): Promise<Page<AccountRow>> {
  return readPlatform(actor, "account.see", async (db) => {
    await spendOnSearch(actor, query.search);
    const { status } = query.filters;
    const where = {
      accountType: "business",
      ...(status !== undefined && { status: oneOf(status) }),
      ...(query.search !== undefined && { businessNameSort: containing(query.search) }),
    };
    const source = prismaSource<Listed>(db.account, {
      where,
      select: listed,
      fields: { name: "businessNameSort", created: "id" },
    });
    const page = await readPage(query, source);
    return { ...page, rows: page.rows.map(accountRow) };
  });
}

function accountRow({
  status,
  desiredStatus,
  balance,
  balanceAsOf,
  createdAt,
  businessNameSort: _,
  ...rest
}: Listed): AccountRow {
  return {
    ...rest,
    status: status as AccountStatus,
    desiredStatus: desiredStatus as DesiredAccountStatus | null,
    balance: Number(balance),
    balanceAsOf: balanceAsOf?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** A business in full. `isEnrolled`: it is registered with the issuer. */
export type AccountFacts = Shape<typeof accountFactsShape>;

/** A business with everything the actor may know about it: their own, or any for an operator. Needs
 *  account.see. Throws NOT_FOUND when the actor may not see it. */
export async function readAccount(actor: Actor, accountId: number): Promise<AccountFacts> {
  const there = reachFor(actor, "account.see") ? await actorAt(actor, "Account", accountId) : actor;
  return readAs(there, "account.see", async (db) => {
    const select = {
      ...listed,
      lithicAccountTokenIndex: true,
      suspendedReason: true,
      secondFactorFor: true,
      confirmAboveLimit: true,
      allowedNetworks: true,
      updatedAt: true,
    } as const;
    const account = await db.account.findFirst({ where: { id: accountId }, select });
    if (!account) throw noRow("Account", accountId);
    const {
      lithicAccountTokenIndex,
      suspendedReason,
      secondFactorFor,
      confirmAboveLimit,
      allowedNetworks,
      updatedAt,
      ...row
    } = account;
    return {
      ...accountRow(row),
      isEnrolled: lithicAccountTokenIndex !== null,
      suspendedReason,
      secondFactorFor: secondFactorFor as SecondFactorFor,
      confirmAboveLimit: Number(confirmAboveLimit),
      allowedNetworks: readNetworks(allowedNetworks),
      updatedAt: updatedAt.toISOString(),
    };
  });
}
