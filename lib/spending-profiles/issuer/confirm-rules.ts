import { z } from "zod";
import { command, type Work } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import { choice, rowId } from "@/lib/fields/column.ts";
import { endOperation, leaseFields } from "@/lib/outbox/claim.ts";
import { enqueueForWorker } from "@/lib/outbox/enqueue.ts";
import { targetIdOf } from "@/lib/outbox/target.ts";
import { noDesiredProfile } from "../rules/desired-profile.ts";

/** The operation that syncs the rules of a profile, for the commands that it calls itself. */
export const syncOfRules = {
  name: "spendingProfile.sync",
  target: "SpendingProfile",
  supersedes: ["spendingProfile.sync"],
} as const;

const syncedFields = {
  /** The state of the profile when its rules were sent. */
  status: choice("SpendingProfile", "status"),
  rulesVersion: z.int(),
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
    if (!profile) return { spendingProfileId };
    await db.update("SpendingProfile", profile, confirmedChange(profile, input, now));
    await confirmCards(work, profile, new Set(input.cardIds));
    return { spendingProfileId };
  },
});

/** Applies the issuer's refusal. The version that was activating is a draft again, cards that were
 *  to follow the profile keep what they have, and the issuer's message is shown. */
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
    const waiting = await db.read.card.findMany({
      where: { desiredSpendingProfileId: spendingProfileId },
      orderBy: { id: "asc" },
    });
    for (const card of waiting)
      await db.update("Card", card, {
        ...noDesiredProfile,
        issuerMessage: message,
        ...(isHeld(card) && {
          status: "frozen",
          frozenAt: now,
          frozenReason: "Its spending profile could not be put on it",
          frozenByRole: "system",
        }),
      });
    // What was already sent of the refused version ends. Without a change, it would be refused
    // again and again.
    if (wasActivating || waiting.length > 0) await enqueueForWorker(work, syncOfRules, changed);
    return { spendingProfileId };
  },
});

// It was created paused, and does not open without the rules that were asked for.
const isHeld = (card: Row<"Card">) =>
  card.status === "pending" && card.form === "virtual" && card.lithicCardToken !== null;

async function recordStates({ db }: Work<unknown>, rules: SyncedRules["rules"]): Promise<void> {
  const states = new Map(rules.map(({ ruleId, status }) => [ruleId, status]));
  const rows = await db.read.spendingProfileRule.findMany({ where: { id: { in: [...states.keys()] } } });
  for (const row of rows)
    await db.update("SpendingProfileRule", row, { status: states.get(row.id) ?? row.status });
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
  return isSame && synced.status === "inactive" ? { activeVersion: null, issuerMessage: null } : {};
}

async function confirmCards(
  work: Work<unknown>,
  profile: Row<"SpendingProfile">,
  named: ReadonlySet<number>,
): Promise<void> {
  const { db } = work;
  const { id } = profile;
  const asked = await db.read.card.findMany({
    where: {
      OR: [
        { desiredSpendingProfileId: id },
        { spendingProfileId: id, profileDesiredAt: { not: null }, desiredSpendingProfileId: null },
      ],
    },
    orderBy: { id: "asc" },
  });
  const left = new Set<number>();
  for (const card of asked) {
    const isJoining = card.desiredSpendingProfileId === id;
    if (isJoining !== named.has(card.id)) continue;
    if (isJoining && card.spendingProfileId !== null && card.spendingProfileId !== id)
      left.add(card.spendingProfileId);
    await db.confirm(card, { ...noDesiredProfile, spendingProfileId: isJoining ? id : null });
  }
  for (const leftId of [...left].sort((a, b) => a - b))
    await enqueueForWorker(work, syncOfRules, { id: leftId });
}
