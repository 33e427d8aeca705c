import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import type { HistoryQuery } from "@/lib/audit-log/history-list.ts";
import { readHistory } from "@/lib/audit-log/queries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import type { Page } from "@/lib/lists/list-page.ts";
import { readAs } from "@/lib/read.ts";
import { readSpendingProfile } from "./queries.ts";

/** A spending profile's history, newest first. Needs spending-profile.see. Throws NOT_FOUND when
 *  the actor may not see the profile. */
export async function spendingProfileHistory(
  actor: Actor,
  spendingProfileId: number,
  query: HistoryQuery,
): Promise<Page<HistoryEntry>> {
  const { id } = await readSpendingProfile(actor, spendingProfileId);
  return readAs(actor, "spending-profile.see", (db) =>
    readHistory(db, actor, { model: "SpendingProfile", id }, query),
  );
}
