import type { PaletteEntry, PaletteGroup } from "@/components/shell/palette-entry";
import { accountListRules } from "@/lib/accounts/account-list";
import { listAccounts } from "@/lib/accounts/queries";
import type { Actor } from "@/lib/auth/actor";
import { cardName, cardStateLabel } from "@/lib/cards/card";
import type { CardRow } from "@/lib/cards/card-row";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { formatMoney } from "@/lib/money";
import { reachFor } from "@/lib/permissions";
import { spendingProfilesNamed } from "@/lib/spending-profiles/queries";
import { listTransactions } from "@/lib/transactions/list/list-transactions";
import { transactionListRules } from "@/lib/transactions/list/transaction-list";
import { transactionStateLabel } from "@/lib/transactions/transaction";
import { userListRules } from "@/lib/users/list/user-list";
import { listUsers } from "@/lib/users/queries";
import { roleLabels } from "@/lib/users/user";
import { peopleWords } from "../users/user-text";
import { type CardCommand, commandsIn } from "./card-commands";

const maxOfEach = 5;
const pageSize = String(maxOfEach);

/** Everything visible to the actor that matches a text: card actions, then cards, people,
 *  profiles and businesses. */
export async function findEntries(actor: Actor, text: string): Promise<PaletteGroup[]> {
  const search = parseListQuery(cardListRules, { search: text }).search;
  if (search === undefined) return [];
  const kinds =
    actor.role === "operator"
      ? [businesses(actor, search), people(actor, search)]
      : [
          commands(actor, search),
          cards(actor, search),
          people(actor, search),
          profiles(actor, search),
          transactions(actor, search),
        ];
  return (await Promise.all(kinds)).filter(({ entries }) => entries.length > 0);
}

async function commands(actor: Actor, search: string): Promise<PaletteGroup> {
  const { commands: typed, rest } = commandsIn(search);
  const allowed = typed.filter(({ permission }) => reachFor(actor, permission));
  return {
    label: "Do",
    entries: (await Promise.all(allowed.map((doing) => doable(actor, doing, rest)))).flat(),
  };
}

async function doable(
  actor: Actor,
  { among = {}, can, label, verb }: CardCommand,
  search: string,
): Promise<PaletteEntry[]> {
  const { rows } = await listCards(actor, { ...parseListQuery(cardListRules, { search }), filters: among });
  return rows
    .filter(can)
    .slice(0, maxOfEach)
    .map((card) => ({
      ...cardEntry(card),
      label: `${label} ${cardName(card)}`,
      href: `/cards/${card.id}?do=${verb}`,
    }));
}

async function cards(actor: Actor, search: string): Promise<PaletteGroup> {
  const { rows } = await listCards(actor, parseListQuery(cardListRules, { search, pageSize }));
  return { label: "Cards", entries: rows.map(cardEntry) };
}

const cardEntry = (card: CardRow): PaletteEntry => ({
  href: `/cards/${card.id}`,
  label: cardName(card),
  hint: `${card.holder.name} · ${cardStateLabel(card)}`,
});

async function people(actor: Actor, search: string): Promise<PaletteGroup> {
  // A person who may see only themselves has a page, not a list.
  const label = peopleWords(actor).title;
  if (reachFor(actor, "user.see") !== "account") return { label, entries: [] };
  const { rows } = await listUsers(actor, parseListQuery(userListRules, { search, pageSize }));
  return {
    label,
    entries: rows.map(({ id, name, role }) => ({
      href: `/users/${id}`,
      label: name,
      hint: roleLabels[role],
    })),
  };
}

async function profiles(actor: Actor, search: string): Promise<PaletteGroup> {
  const found = await spendingProfilesNamed(actor, search);
  return {
    label: "Spending profiles",
    entries: found.map(({ id, name }) => ({ href: `/spending-profiles/${id}`, label: name })),
  };
}

async function transactions(actor: Actor, search: string): Promise<PaletteGroup> {
  const { rows } = await listTransactions(actor, parseListQuery(transactionListRules, { search, pageSize }));
  return {
    label: "Transactions",
    entries: rows.map((row) => ({
      href: `/transactions/${row.id}`,
      label: `${formatMoney(BigInt(row.requestedAmount), row.currency)} at ${row.merchant.name}`,
      hint: `${row.holder.name} · ${transactionStateLabel(row)}`,
    })),
  };
}

async function businesses(actor: Actor, search: string): Promise<PaletteGroup> {
  const { rows } = await listAccounts(actor, parseListQuery(accountListRules, { search, pageSize }));
  return {
    label: "Businesses",
    entries: rows.map(({ id, businessName }) => ({ href: `/accounts/${id}`, label: businessName })),
  };
}
