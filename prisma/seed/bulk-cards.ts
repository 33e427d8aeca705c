import { blindIndex, seal } from "@/lib/db/encryption/encryption.ts";
import { insertRows } from "@/lib/db/raw/insert-rows.ts";
import type { RawDatabase, SqlValue } from "@/lib/db/raw/raw-database.ts";
import { isDeactivated } from "./bulk-people.ts";
import { type BulkPlan, iso, momentAt, shareOf } from "./bulk-plan.ts";
import { productsOfAccount } from "./bulk-products.ts";

const memos = [
  "Travel",
  "Team lunch",
  "Cloud hosting",
  "Ad campaigns",
  "Fuel",
  "Office supplies",
  "Conferences",
  "Software",
  "Client dinners",
  "Courier",
];
const states = { active: 80, frozen: 8, inactive: 10, pending: 2 };
const freezers = { user: 60, system: 40 };
const freezeReasons = ["Lost, looking for it", "Purchase I do not know", "On leave", "Limit under review"];
const closeReasons = ["No longer needed", "Left the company", "Lost", "Project ended"];
const windows = ["monthly", "transaction", "annually"];

const fields = (
  "id accountId userId spendingProfileId cardProductId lithicCardToken lithicCardTokenIndex cardType form status memo lastFour spendLimit spendLimitDuration " +
  "lastUsedAt frozenAt frozenReason frozenByRole frozenByUserId closedAt closedReason createdAt updatedAt"
).split(" ");

/** The facts about cards that their transactions need, by card number: the holder, the profile by
 *  number (-1: none), and until when the card can be used, in milliseconds (0: never yet). */
export interface CardsMade {
  readonly holderId: Int32Array;
  readonly profile: Int32Array;
  readonly usableUntil: Float64Array;
}

/** Inserts the cards: of 100, 80 active, 8 frozen, 10 closed, 2 pending. */
export async function addCards(db: RawDatabase, plan: BulkPlan): Promise<CardsMade> {
  const { cards } = plan;
  const made = {
    holderId: new Int32Array(cards),
    profile: new Int32Array(cards),
    usableUntil: new Float64Array(cards),
  };
  await insertRows(db, "Card", fields, cardRows(plan, made));
  return made;
}

function* cardRows(plan: BulkPlan, made: CardsMade): Generator<SqlValue[]> {
  const { cards, accountIds, random } = plan;
  for (let n = 0; n < cards; n++) {
    const accountId = accountIds[n % accountIds.length] as number;
    const userId = plan.firstUserId + holderNumber(plan, n);
    const profile = random.next() < 0.7 ? profileNumber(plan, n) : -1;
    const created = momentAt(n / cards);
    const cardType = random.next() < 0.9 ? "debit" : "reloadable";
    const status = n === 0 ? "active" : random.weighted(states);
    const form = random.next() < 0.6 ? "virtual" : "physical";
    const changed =
      status === "active" || status === "pending" ? created : momentAt(n / cards + random.next());
    const createdAt = iso(created);
    const changedAt = changed === created ? createdAt : iso(changed);
    made.holderId[n] = userId;
    made.profile[n] = profile;
    made.usableUntil[n] = status === "pending" ? 0 : status === "active" ? Number.POSITIVE_INFINITY : changed;
    yield [
      plan.firstCardId + n,
      accountId,
      userId,
      profile < 0 ? null : plan.firstProfileId + profile,
      productId(plan, n, form),
      ...token(random.uuid(), accountId, status),
      cardType,
      form,
      status,
      random.next() < 0.8 ? random.pick(memos) : "",
      status === "pending" ? null : String(random.below(10_000)).padStart(4, "0"),
      ...limit(plan, cardType),
      lastUse(plan, status, created, changed),
      ...freeze(plan, status, changedAt, userId),
      ...(status === "inactive" ? [changedAt, random.pick(closeReasons)] : [null, null]),
      createdAt,
      changedAt,
    ];
  }
}

// A person who existed when the card was created. People are spread evenly
// over the time, as cards are.
function holderNumber({ cards, users, accountIds, random }: BulkPlan, card: number): number {
  const place = card % accountIds.length;
  const there = Math.max(1, Math.floor((shareOf(users, place, accountIds.length) * (card + 1)) / cards));
  const within = random.below(there);
  return place + accountIds.length * (isDeactivated(within) ? within - 1 : within);
}

function profileNumber({ profiles, accountIds, random }: BulkPlan, card: number): number {
  const place = card % accountIds.length;
  return place + accountIds.length * random.below(shareOf(profiles, place, accountIds.length));
}

// Four in five physical cards use one of the account's physical products. One in ten virtual cards
// uses the virtual product.
function productId(
  { accountIds, firstProductId, random }: BulkPlan,
  card: number,
  form: string,
): number | null {
  if (random.next() >= (form === "physical" ? 0.8 : 0.1)) return null;
  const design = form === "physical" ? random.below(productsOfAccount - 1) : productsOfAccount - 1;
  return firstProductId + design * accountIds.length + (card % accountIds.length);
}

function token(value: string, accountId: number, status: string): SqlValue[] {
  if (status === "pending") return [null, null];
  return [
    seal(value, { model: "Card", field: "lithicCardToken", accountId }),
    blindIndex("Card", "lithicCardToken", value),
  ];
}

function limit({ random }: BulkPlan, cardType: string): SqlValue[] {
  if (random.next() < 0.4) return [null, null];
  return [1_000 * (1 + random.below(500)), cardType === "reloadable" ? "forever" : random.pick(windows)];
}

// One card in four was never used. The others were used until now, or until
// they were closed or frozen.
function lastUse({ random }: BulkPlan, status: string, created: number, changed: number): string {
  if (status === "pending" || random.next() < 0.25) return iso(0);
  const until = status === "active" ? momentAt(1) : changed;
  return iso(created + Math.floor((until - created) * random.next()));
}

function freeze({ random }: BulkPlan, status: string, at: string, holderId: number): SqlValue[] {
  if (status !== "frozen") return [null, null, null, null];
  const role = random.weighted(freezers);
  return [at, random.pick(freezeReasons), role, role === "user" ? holderId : null];
}
