import { findPlatform } from "@/lib/auth/find-platform.ts";
import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { AppError } from "@/lib/errors.ts";
import { listEvents } from "@/lib/lithic/events/events.ts";
import { atLowPriority } from "@/lib/lithic/rate-limits/rate-limits.ts";
import { log } from "@/lib/process/log.ts";
import { handledEvents } from "./handled-events.ts";
import { saveMessage } from "./receive-webhook.ts";

const day = 24 * 3_600_000;
// An event can enter the list a little after it happened.
const overlapMilliseconds = 10 * 60_000;
const maxLookBack = 30 * day;
const maxLookedUp = 500;

type Event = Awaited<ReturnType<typeof listEvents>>[number];

// How far this process has read the list, by the issuer's clock.
let readTo: Date | undefined;

/** Reads the issuer's own list of events from where it was last read, a day at a time, and adds
 *  those that came in no message to the inbox. Returns how many it added. No event is lost when
 *  messages are lost or cannot reach the portal. Does nothing until the portal is set up. */
export async function fillGaps(): Promise<number> {
  const platform = await findPlatform();
  if (!platform) return 0;
  const now = Date.now();
  let to = Math.min(now, (readTo ?? (await newestReading())).getTime());
  let filled = 0;
  for (let begin = Math.max(to - overlapMilliseconds, now - maxLookBack); begin <= now; begin += day) {
    const events = await atLowPriority(() =>
      listEvents(handledEvents, new Date(begin), new Date(begin + day)),
    );
    filled += await saveMissing(platform.id, events);
    const [newest] = events;
    if (newest) await noteReading(newest);
    // With no event to show the issuer's clock, ours may be ahead. We assume by less than a day.
    to = Math.max(to, newest?.created.getTime() ?? 0, Math.min(begin + day, now) - day);
    readTo = new Date(to);
  }
  return filled;
}

/** Begins to read the issuer's list at its newest event. For an installation that has recorded all
 *  before in another way. */
export async function startListAtNewest(): Promise<void> {
  const platform = await findPlatform();
  const now = Date.now();
  const [newest] = await listEvents(handledEvents, new Date(now - day), new Date(now + day));
  if (!platform || !newest) return;
  await saveEvent(platform.id, newest);
  await noteReading(newest);
}

async function newestReading(): Promise<Date> {
  const newest = await acrossAccounts((db) =>
    db.webhookEvent.findFirst({
      where: { listedTo: { not: null } },
      orderBy: { listedTo: "desc" },
      select: { listedTo: true },
    }),
  );
  return newest?.listedTo ?? new Date(0);
}

async function saveMissing(platformId: number, events: readonly Event[]): Promise<number> {
  let filled = 0;
  const oldestFirst = events.toReversed();
  for (let from = 0; from < oldestFirst.length; from += maxLookedUp) {
    const some = oldestFirst.slice(from, from + maxLookedUp);
    const known = await knownAmong(some.map(({ token }) => token));
    for (const event of some)
      if (!known.has(event.token) && (await saveEvent(platformId, event))) filled += 1;
  }
  return filled;
}

async function saveEvent(platformId: number, { token, type, about }: Event): Promise<boolean> {
  try {
    return await saveMessage(platformId, {
      messageId: token,
      eventType: type,
      body: JSON.stringify({ event_type: type, ...about }),
    });
  } catch (error) {
    // One event that cannot be saved must not block all later ones.
    if (!(error instanceof AppError && error.code === "INVALID_INPUT")) throw error;
    log().error({ messageId: token, eventType: type }, "webhook: an event that was listed cannot be saved");
    return false;
  }
}

async function knownAmong(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { messageId: { in: [...messageIds] } };
  const rows = await acrossAccounts((db) => db.webhookEvent.findMany({ where, select: { messageId: true } }));
  return new Set(rows.map(({ messageId }) => messageId));
}

async function noteReading({ token: messageId, created: listedTo }: Event): Promise<void> {
  await inTransaction("across", (tx) =>
    tx.webhookEvent.updateMany({ where: { messageId }, data: { listedTo } }),
  );
}
