import type { AccountStatus } from "@/lib/accounts/account.ts";
import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import { latestEntries, latestOfActions } from "@/lib/audit-log/queries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { readPlatform } from "@/lib/auth/operator-access.ts";
import { cardsByStatus } from "@/lib/cards/list/cards-by-status.ts";
import { findFields } from "@/lib/db/statements.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { pendingStatuses } from "@/lib/outbox/pending.ts";
import { permissions, type Reach, reachFor } from "@/lib/permissions.ts";
import { readAs } from "@/lib/read.ts";
import type { dashboardShape, platformNumbersShape } from "./dashboard-shape.ts";

/** The content of the dashboard. The balance is in minor units, and null for people who see only
 *  their own cards. */
export type Dashboard = Shape<typeof dashboardShape>;

/** The state of the platform: businesses by status, and the operations that are still pending. */
export type PlatformNumbers = Shape<typeof platformNumbersShape>;

/** The actor's dashboard. Needs dashboard.see. */
export async function readDashboard(actor: Actor): Promise<Dashboard> {
  const account = await readAs(actor, "dashboard.see", async (db, reach) => ({
    ...(await readMoney(reach)),
    latestChanges: await latestChanges(db, actor, reach),
  }));
  const isOperator = reachFor(actor, "dashboard.see") === "platform";
  return {
    ...account,
    cardsByStatus: await cardsByStatus(actor),
    platform: isOperator ? await readPlatform(actor, "dashboard.see", platformNumbers) : null,
  };
}

async function readMoney(reach: Reach) {
  const select = { businessName: true, currency: true, balance: true, balanceAsOf: true } as const;
  const account = await findFields("Account", {}, select);
  if (!account) throw new AppError("NOT_FOUND");
  const { businessName, currency, balance, balanceAsOf } = account;
  if (reach === "own") return { businessName, currency, balance: null, balanceAsOf: null };
  return {
    businessName,
    currency,
    balance: Number(balance),
    balanceAsOf: balanceAsOf?.toISOString() ?? null,
  };
}

const maxChanges = 10;
const maxOwnCards = 100;
// Signing in or out, viewing and what was refused change nothing. Listing every payment would leave
// little room for anything else.
const noChanges = [
  "user.try-sign-in",
  "user.try-password",
  "user.sign-in",
  "user.sign-out",
  "card.see",
  "account.see",
  "transaction.record",
];
const changing = Object.keys(permissions).filter((action) => !noChanges.includes(action));

async function latestChanges(db: Reader, actor: Actor, reach: Reach): Promise<HistoryEntry[]> {
  if (reach !== "own") return latestOfActions(db, actor, changesSeen(actor), maxChanges);
  const cards = await db.card.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
    take: maxOwnCards,
  });
  const targets = { targetType: "Card", targetId: { in: cards.map(({ id }) => String(id)) } };
  const changes = { action: { notIn: noChanges }, outcome: "done" };
  return latestEntries(db, actor, { AND: [changes, targets] }, maxChanges);
}

// People who may not see users get changes of cards and profiles only.
function changesSeen(actor: Actor): { actions: readonly string[]; where: object } {
  const where = { outcome: "done" };
  if (reachFor(actor, "user.see")) return { actions: changing, where };
  const actions = changing.filter(
    (action) => action.startsWith("card.") || action.startsWith("spending-profile."),
  );
  return { actions, where: { ...where, targetType: { in: ["Card", "SpendingProfile"] } } };
}

const isUnfinished = { status: { in: [...pendingStatuses] } };
const maxCounted = 10_000;

async function platformNumbers(db: Reader): Promise<PlatformNumbers> {
  const byStatus = await db.account.groupBy({
    by: ["status"],
    where: { accountType: "business" },
    _count: true,
    orderBy: { status: "asc" },
  });
  const waiting = await db.lithicOperation.count({ where: isUnfinished, take: maxCounted + 1 });
  const oldest = await db.lithicOperation.aggregate({ where: isUnfinished, _min: { createdAt: true } });
  return {
    accountsByStatus: byStatus.map(({ status, _count }) => ({
      status: status as AccountStatus,
      count: _count,
    })),
    operationsWaiting: Math.min(waiting, maxCounted),
    operationsWaitingIsCapped: waiting > maxCounted,
    oldestWaitingSince: oldest._min.createdAt?.toISOString() ?? null,
  };
}
