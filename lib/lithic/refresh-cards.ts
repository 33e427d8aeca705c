import { mirrorCard } from "@/lib/cards/mirror-card.ts";
import { openField } from "@/lib/db/sealed-fields.ts";
import { acrossAccounts } from "@/lib/db/transaction.ts";
import { log } from "@/lib/log.ts";
import { issuerActor } from "./issuer-actor.ts";
import { readCard } from "./lithic-cards.ts";

const accountsAtOnce = 10;
// So that whoever waits for an answer of the issuer's does not wait for these: it takes 15 such requests a second.
const cardsAtOnce = 30;

// Where the last rounds ended: a business that waits for thousands of cards must not keep the others waiting.
let lastAccount = 0;
const lastCards = new Map<number, number>();

/** Looks at the cards that are being made or are on their way, a few of each business in turn, and puts in force what the issuer did with them by
 *  itself. Answers how many it looked at. */
export async function refreshCards(): Promise<number> {
  const accountIds = await nextAccounts();
  const each = Math.floor(cardsAtOnce / Math.max(1, accountIds.length));
  let looked = 0;
  for (const accountId of accountIds) {
    const cards = await nextCards(accountId, each);
    for (const card of cards)
      await refresh(card).catch((error: unknown) => log().warn({ error, cardId: card.id }, "issuer: a card could not be looked at"));
    looked += cards.length;
  }
  return looked;
}

type Pending = Awaited<ReturnType<typeof nextCards>>[number];

const onTheirWay = { status: "pending", wantedStatus: null, lithicCardToken: { not: null } } as const;

async function nextAccounts(): Promise<readonly number[]> {
  const accountIds: number[] = [];
  for (let turn = 0; turn < accountsAtOnce; turn++) {
    const next = await acrossAccounts((db) =>
      db.card.findFirst({
        where: { ...onTheirWay, accountId: { gt: lastAccount } },
        orderBy: [{ accountId: "asc" }, { id: "asc" }],
        select: { accountId: true },
      }),
    );
    lastAccount = next?.accountId ?? 0;
    if (!next) break;
    accountIds.push(next.accountId);
  }
  return accountIds;
}

async function nextCards(accountId: number, most: number) {
  const cards = await acrossAccounts((db) =>
    db.card.findMany({
      where: { ...onTheirWay, accountId, id: { gt: lastCards.get(accountId) ?? 0 } },
      orderBy: { id: "asc" },
      take: most,
    }),
  );
  const last = cards.at(-1);
  if (last && cards.length === most) lastCards.set(accountId, last.id);
  else lastCards.delete(accountId);
  return cards;
}

async function refresh(card: Pending): Promise<void> {
  const token = openField("Card", card, "lithicCardToken");
  if (token === null) return;
  const { status, awaitsActivation } = await readCard(token);
  await mirrorCard(issuerActor(card.accountId), { cardId: card.id, status, awaitsActivation, version: card.version });
}
