import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";

/** The names of rows, keyed like "Card 12". Rows whose name the actor may not know are absent. */
export type TargetNames = Readonly<Record<string, string>>;

/** The names of the rows that the entries are about, including deleted ones. Needs dashboard.see.
 *  The caller must have checked that the actor may see the entries. */
export function namesOfTargets(actor: Actor, entries: readonly HistoryEntry[]): Promise<TargetNames> {
  return readAs(actor, "dashboard.see", (db) =>
    withDeleted(async () => ({
      ...(await namesOf("Card", entries, (ids) => cardNames(db, ids))),
      ...(reachFor(actor, "user.see") && (await namesOf("User", entries, (ids) => userNames(db, ids)))),
      ...(reachFor(actor, "spending-profile.see") &&
        (await namesOf("SpendingProfile", entries, (ids) => profileNames(db, ids)))),
    })),
  );
}

type Named = readonly (readonly [id: number, name: string])[];

async function namesOf(
  model: string,
  entries: readonly HistoryEntry[],
  find: (ids: number[]) => Promise<Named>,
): Promise<TargetNames> {
  const ids = new Set(
    entries.filter(({ targetType }) => targetType === model).map(({ targetId }) => Number(targetId)),
  );
  if (ids.size === 0) return {};
  return Object.fromEntries((await find([...ids])).map(([id, name]) => [`${model} ${id}`, name]));
}

async function cardNames(db: Reader, ids: number[]): Promise<Named> {
  const cards = await db.card.findMany({
    where: { id: { in: ids } },
    select: { id: true, memo: true, lastFour: true },
  });
  return cards.map(({ id, memo, lastFour }) => [
    id,
    [memo, lastFour && `•• ${lastFour}`].filter(Boolean).join(" ") || "Card without a number yet",
  ]);
}

async function userNames(db: Reader, ids: number[]): Promise<Named> {
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return users.map(({ id, name }) => [id, name]);
}

async function profileNames(db: Reader, ids: number[]): Promise<Named> {
  const profiles = await db.spendingProfile.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return profiles.map(({ id, name }) => [id, name]);
}
