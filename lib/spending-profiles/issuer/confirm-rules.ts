import { z } from "zod";
import { command, type Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import type { Writer } from "@/lib/db/writer.ts";
import { choice, rowId } from "@/lib/fields/column.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { enqueueForWorker } from "@/lib/outbox/enqueue.ts";
import { targetIdOf } from "@/lib/outbox/target.ts";
import { noDesiredProfile } from "../rules/desired-profile.ts";
import { protects } from "../rules/profile-rules.ts";
import { openIfHeld } from "./open-if-held.ts";

/** The operation that syncs the rules of a profile, for the commands that it calls itself. */
export const syncOfRules = {
  name: "spendingProfile.sync",
  target: "SpendingProfile",
  supersedes: ["spendingProfile.sync", "spendingProfile.reconcile"],
} as const;

const syncedFields = {
  /** The state of the profile when its rules were sent. */
  status: choice("SpendingProfile", "status"),
  rulesVersion: z.int(),
  /** Whether the profile declines anything now. */
  isEnforced: z.boolean(),
  /** The cards that the rules name now. */
  cardIds: z.array(rowId).readonly(),
  rules: z
    .array(z.strictObject({ ruleId: rowId, status: choice("SpendingProfileRule", "status") }))
    .readonly(),
};

/** What the issuer holds of a profile after a sync. */
export type SyncedRules = z.output<z.ZodObject<typeof syncedFields>>;

/** Applies what the issuer holds of a profile. A version that was activating is active, the cards
 *  that the rules name follow the profile, and the profiles that they leave are synced next. */
export const confirmRules = command({
  name: "spending-profile.confirm",
  input: z.strictObject({ ...leaseFields, ...syncedFields }),
  async run(work) {
    const { db, now, input } = work;
    const operation = await endOperation(db, input, "done");
    const spendingProfileId = targetIdOf(operation);
    await recordStates(work, input.rules);
    const profile = await db.read.spendingProfile.findFirst({ where: { id: spendingProfileId } });
    if (!profile) {
      await releaseCards(work, spendingProfileId, null);
      return { spendingProfileId };
    }
    await db.update("SpendingProfile", profile, confirmedChange(profile, input, now));
    await confirmCards(work, profile, { named: new Set(input.cardIds), isEnforced: input.isEnforced });
    return { spendingProfileId };
  },
});

/** Applies the issuer's refusal. The version that was activating is a draft again, cards keep the
 *  rules that they have, and the issuer's message is shown. */
export const refuseRules = command({
  name: "spending-profile.refuse",
  input: z.strictObject({ ...leaseFields, message: z.string() }),
  async run(work) {
    const { db, now, input } = work;
    const message = input.message.slice(0, 300);
    const operation = await endOperation(db, input, "refused", message);
    const spendingProfileId = targetIdOf(operation);
    const profile = await db.read.spendingProfile.findFirst({ where: { id: spendingProfileId } });
    if (!profile) return { spendingProfileId };
    const wasActivating = profile.status === "activating" || profile.status === "shadow";
    const changed = await db.update("SpendingProfile", profile, {
      ...(wasActivating && { status: "draft", statusSince: now }),
      issuerMessage: message,
    });
    // The version that holds is for the cards that wait, and the next sync puts it on them.
    const isLeft = wasActivating && profile.activeVersion !== null;
    const released = isLeft ? 0 : await releaseCards(work, spendingProfileId, message);
    // What was already sent of the refused version ends. Without a change, it would be refused
    // again and again.
    if (wasActivating || released > 0) await enqueueForWorker(work, syncOfRules, changed);
    return { spendingProfileId };
  },
});

// Cards keep the rules that they have. One that is being created waits: it never opens without the
// rules that were asked for, until somebody chooses other ones.
async function releaseCards(work: Work<unknown>, id: number, message: string | null): Promise<number> {
  const { db } = work;
  let released = 0;
  for (const card of await db.read.card.findMany({ where: askedOf(id), orderBy: { id: "asc" } })) {
    const isBeingMade = card.status === "pending" && message !== null;
    const changed = await db.update("Card", card, {
      ...(isBeingMade ? {} : noDesiredProfile),
      ...(message !== null && { issuerMessage: message }),
    });
    if (isBeingMade) continue;
    await openIfHeld(work, changed);
    released += 1;
  }
  return released;
}

// The cards that are to join a profile or to leave it for none.
const askedOf = (id: number) => ({
  OR: [
    { desiredSpendingProfileId: id },
    { spendingProfileId: id, profileDesiredAt: { not: null }, desiredSpendingProfileId: null },
  ],
});

async function recordStates({ db }: Work<unknown>, rules: SyncedRules["rules"]): Promise<void> {
  const states = new Map(rules.map(({ ruleId, status }) => [ruleId, status]));
  await withDeleted(async () => {
    const rows = await db.read.spendingProfileRule.findMany({ where: { id: { in: [...states.keys()] } } });
    for (const row of rows)
      await db.update("SpendingProfileRule", row, { status: states.get(row.id) ?? row.status });
  });
}

function confirmedChange(profile: Row<"SpendingProfile">, synced: SyncedRules, now: Date) {
  const isSame = profile.status === synced.status && profile.rulesVersion === synced.rulesVersion;
  if (isSame && synced.status === "activating")
    return {
      status: "active",
      statusSince: now,
      activeVersion: profile.rulesVersion,
      issuerMessage: null,
    } as const;
  // Its rules have ended, whatever is asked for since.
  return synced.status === "inactive" ? { activeVersion: null } : {};
}

async function confirmCards(
  work: Work<unknown>,
  profile: Row<"SpendingProfile">,
  { named, isEnforced }: { readonly named: ReadonlySet<number>; readonly isEnforced: boolean },
): Promise<void> {
  const { db } = work;
  const { id } = profile;
  const left = new Set<number>();
  for (const card of await db.read.card.findMany({ where: askedOf(id), orderBy: { id: "asc" } })) {
    const isJoining = card.desiredSpendingProfileId === id;
    if (isJoining !== named.has(card.id)) continue;
    // It was refused while the card was being created, so the card waits for rules that hold.
    if (isJoining && !isEnforced && card.status === "pending" && card.issuerMessage !== null) continue;
    if (isJoining && !isEnforced && (await isProtected(db, card))) {
      const issuerMessage = `${profile.name} is not active, so the card keeps the rules it has.`;
      await db.update("Card", card, { ...noDesiredProfile, issuerMessage });
      continue;
    }
    if (isJoining && card.spendingProfileId !== null && card.spendingProfileId !== id)
      left.add(card.spendingProfileId);
    const confirmed = await db.confirm(card, {
      ...noDesiredProfile,
      spendingProfileId: isJoining ? id : null,
      ...(card.status === "pending" && { issuerMessage: null }),
    });
    await openIfHeld(work, confirmed);
  }
  for (const leftId of [...left].sort((a, b) => a - b))
    await enqueueForWorker(work, syncOfRules, { id: leftId });
}

async function isProtected(db: Writer, { spendingProfileId }: Row<"Card">): Promise<boolean> {
  if (spendingProfileId === null) return false;
  const present = await db.read.spendingProfile.findFirst({ where: { id: spendingProfileId } });
  return present !== null && protects(present);
}
