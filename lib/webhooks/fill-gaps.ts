import { acrossAccounts, inTransaction } from "@/lib/db/transaction.ts";
import { listEvents } from "@/lib/lithic/lithic-events.ts";
import { behindPeople } from "@/lib/lithic/rate-limits.ts";
import { handledEvents } from "./handled-events.ts";
import { keepMessage } from "./keep-message.ts";

const day = 24 * 3_600_000;
// An event can come into the list a little after it happened.
const overlapMilliseconds = 10 * 60_000;
const longestLookBack = 30 * day;
const mostLookedUp = 500;

// Up to when this process has read the list.
let listedTo: Date | undefined;

/** Reads the issuer's own list of events from where it was last read, a day at a time, and puts into the inbox what no message has brought; answers
 *  how many that were. So nothing is lost when messages are, or when none can reach the portal. */
export async function fillGaps(): Promise<number> {
  const now = new Date();
  const before = Math.min(now.getTime(), (listedTo ?? (await newestReading())).getTime());
  let filled = 0;
  for (let begin = Math.max(before - overlapMilliseconds, now.getTime() - longestLookBack); begin <= now.getTime(); begin += day) {
    const events = await behindPeople(() => listEvents(handledEvents, new Date(begin), new Date(begin + day)));
    filled += await keepMissing(events);
    const to = new Date(Math.min(begin + day, now.getTime()));
    if (events[0]) await noteReading(events[0].token, to);
    listedTo = to;
  }
  return filled;
}

async function newestReading(): Promise<Date> {
  const newest = await acrossAccounts((db) =>
    db.webhookEvent.findFirst({ where: { listedTo: { not: null } }, orderBy: { listedTo: "desc" }, select: { listedTo: true } }),
  );
  return newest?.listedTo ?? new Date(0);
}

async function keepMissing(events: Awaited<ReturnType<typeof listEvents>>): Promise<number> {
  let filled = 0;
  const oldestFirst = events.toReversed();
  for (let from = 0; from < oldestFirst.length; from += mostLookedUp) {
    const some = oldestFirst.slice(from, from + mostLookedUp);
    const known = await knownAmong(some.map(({ token }) => token));
    for (const { token, type, payload } of some) {
      if (known.has(token)) continue;
      const body = JSON.stringify({ event_type: type, ...payload });
      if (await keepMessage({ messageId: token, eventType: type, body })) filled += 1;
    }
  }
  return filled;
}

async function knownAmong(messageIds: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { messageId: { in: [...messageIds] } };
  const rows = await acrossAccounts((db) => db.webhookEvent.findMany({ where, select: { messageId: true } }));
  return new Set(rows.map(({ messageId }) => messageId));
}

async function noteReading(messageId: string, to: Date): Promise<void> {
  await inTransaction("across", (tx) => tx.webhookEvent.updateMany({ where: { messageId }, data: { listedTo: to } }));
}
