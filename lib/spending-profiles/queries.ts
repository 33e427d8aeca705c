import type { Actor } from "@/lib/auth/actor.ts";
import type { CardStatus } from "@/lib/cards/card.ts";
import { countOpenCards, type OpenCards } from "@/lib/cards/count-open-cards.ts";
import type { Row } from "@/lib/db/schema.ts";
import { containing } from "@/lib/db/search/containing.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { type Page, prismaSource, readPage } from "@/lib/lists/list-page.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { targetOf } from "@/lib/outbox/target.ts";
import { readAs } from "@/lib/read.ts";
import { countFields, limitFields, type ProfileStatus, protects, ruleFields } from "./rules/profile-rules.ts";
import type { SpendingProfileListQuery } from "./spending-profile-list.ts";
import type { spendingProfileFactsShape, spendingProfileRowShape } from "./spending-profile-shapes.ts";

/** A spending profile in a list. Limits are in minor units of the account's currency. `cards`
 *  counts the open cards that the actor may see, up to 100. */
export type SpendingProfileRow = Shape<typeof spendingProfileRowShape>;

const columns = {
  id: true,
  name: true,
  nameSort: true,
  description: true,
  perTransactionLimit: true,
  dailyLimit: true,
  weeklyLimit: true,
  monthlyLimit: true,
  yearlyLimit: true,
  allowedCategories: true,
  blockedCategories: true,
  status: true,
  rulesVersion: true,
  activeVersion: true,
  version: true,
} as const;

const facts = {
  ...columns,
  ...(Object.fromEntries(ruleFields.map((field) => [field, true])) as Record<
    (typeof ruleFields)[number],
    true
  >),
  statusSince: true,
  issuerMessage: true,
  createdAt: true,
  updatedAt: true,
  account: { select: { currency: true } },
  rules: {
    select: { kind: true, profileVersion: true, status: true, parameters: true },
    where: { status: { not: "retired" } },
    orderBy: { id: "asc" },
  },
} as const;

type Listed = Pick<Row<"SpendingProfile">, keyof typeof columns>;

/** A page of the spending profiles that the actor may see. Needs spending-profile.see. */
export function listSpendingProfiles(
  actor: Actor,
  query: SpendingProfileListQuery,
): Promise<Page<SpendingProfileRow>> {
  return readAs(actor, "spending-profile.see", async (db) => {
    const page = await readPage(
      query,
      prismaSource<Listed>(db.spendingProfile, { where: {}, select: columns, fields: { name: "nameSort" } }),
    );
    const ids = page.rows.map(({ id }) => id);
    const cardsOn = await countOpenCards(actor, "SpendingProfile", ids);
    return { ...page, rows: page.rows.map((profile) => profileRow(profile, cardsOn(profile.id))) };
  });
}

function profileRow(profile: Listed, cards: OpenCards): SpendingProfileRow {
  const { id, name, description, allowedCategories, blockedCategories, version } = profile;
  const { status, rulesVersion, activeVersion } = profile;
  return {
    id,
    name,
    description,
    state: status as ProfileStatus,
    rulesVersion,
    activeVersion,
    limits: Object.fromEntries(
      limitFields.map((field) => [field, amount(profile[field])]),
    ) as SpendingProfileRow["limits"],
    allowedCategories: codes(allowedCategories).length,
    blockedCategories: codes(blockedCategories).length,
    cards: cards.count,
    cardsIsCapped: cards.isCapped,
    version,
  };
}

const amount = (minorUnits: bigint | null) => (minorUnits === null ? null : Number(minorUnits));
const codes = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

/** A spending profile in full, with category codes from ISO 18245, the state of each rule at the
 *  issuer, and its newest cards. */
export type SpendingProfileFacts = Shape<typeof spendingProfileFactsShape>;

const maxCards = 50;

/** A spending profile with everything the actor may know about it. Needs spending-profile.see.
 *  Throws NOT_FOUND when the actor may not see it. */
export function readSpendingProfile(actor: Actor, spendingProfileId: number): Promise<SpendingProfileFacts> {
  return readAs(actor, "spending-profile.see", async (db) => {
    const profile = await db.spendingProfile.findFirst({
      where: { id: spendingProfileId },
      select: facts,
    });
    if (!profile) throw noRow("SpendingProfile", spendingProfileId);
    const cards = await db.card.findMany({
      where: { spendingProfileId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true, lastFour: true, memo: true, status: true },
      take: maxCards,
    });
    const cardsOn = await countOpenCards(actor, "SpendingProfile", [spendingProfileId]);
    return {
      ...profileRow(profile, cardsOn(spendingProfileId)),
      currency: profile.account.currency,
      allowedCategories: codes(profile.allowedCategories),
      blockedCategories: codes(profile.blockedCategories),
      allowedCountries: codes(profile.allowedCountries),
      blockedCountries: codes(profile.blockedCountries),
      merchants: codes(profile.merchants),
      cash: profile.cash as SpendingProfileFacts["cash"],
      channel: profile.channel as SpendingProfileFacts["channel"],
      counts: Object.fromEntries(
        countFields.map((field) => [field, profile[field]]),
      ) as SpendingProfileFacts["counts"],
      stateSince: profile.statusSince?.toISOString() ?? null,
      issuerMessage: profile.issuerMessage,
      isWaiting: await isSyncPending(db, spendingProfileId),
      rules: profile.rules.map(({ profileVersion, ...rule }) => ({
        ...(rule as Omit<SpendingProfileFacts["rules"][number], "version">),
        version: profileVersion,
      })),
      cardsOnIt: cards.map(({ status, ...card }) => ({
        ...card,
        memo: card.memo || null,
        status: status as CardStatus,
      })),
      createdAt: profile.createdAt.toISOString(),
      updatedAt: profile.updatedAt.toISOString(),
    };
  });
}

const maxChoices = 500;

/** A profile that can be put on a card. */
export interface ProfileChoice {
  readonly id: number;
  readonly name: string;
  readonly state: ProfileStatus;
  /** Whether a card that is put on it has rules that hold. */
  readonly protects: boolean;
}

/** The profiles that can be put on a card, by name, at most 500. Needs spending-profile.see. */
export function spendingProfileChoices(actor: Actor): Promise<readonly ProfileChoice[]> {
  return readAs(actor, "spending-profile.see", async (db) => {
    const profiles = await db.spendingProfile.findMany({
      orderBy: [{ nameSort: "asc" }, { id: "asc" }],
      select: { id: true, name: true, status: true, rulesVersion: true, activeVersion: true },
      take: maxChoices,
    });
    return profiles.map((profile) => ({
      id: profile.id,
      name: profile.name,
      state: profile.status as ProfileStatus,
      protects: protects(profile),
    }));
  });
}

async function isSyncPending(db: Reader, spendingProfileId: number): Promise<boolean> {
  const pending = await db.lithicOperation.findFirst({
    where: { ...targetOf("SpendingProfile", spendingProfileId), status: { in: [...pendingStatuses] } },
    select: { id: true },
  });
  return pending !== null;
}

const maxNamed = 5;

/** The first five profiles, by name, whose name contains these letters. Needs
 *  spending-profile.see. */
export function spendingProfilesNamed(
  actor: Actor,
  letters: string,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  return readAs(actor, "spending-profile.see", (db) =>
    db.spendingProfile.findMany({
      where: { nameSort: containing(letters) },
      orderBy: [{ nameSort: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
      take: maxNamed,
    }),
  );
}
