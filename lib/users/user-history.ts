import type { HistoryEntry } from "@/lib/audit-log/history-entries.ts";
import type { HistoryQuery } from "@/lib/audit-log/history-list.ts";
import { readHistory } from "@/lib/audit-log/queries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { noRow } from "@/lib/errors.ts";
import type { Page } from "@/lib/lists/list-page.ts";
import { readAs } from "@/lib/read.ts";
import { withRemoved } from "./with-removed.ts";

/** A user's history, newest first, that of removed people for managers too. Needs user.see. Throws
 *  NOT_FOUND when the actor may not see them. */
export function userHistory(actor: Actor, userId: number, query: HistoryQuery): Promise<Page<HistoryEntry>> {
  return readAs(actor, "user.see", async (db) => {
    const user = await withRemoved(actor, () =>
      db.user.findFirst({ where: { id: userId }, select: { id: true } }),
    );
    if (!user) throw noRow("User", userId);
    return readHistory(db, actor, { model: "User", id: userId }, query);
  });
}
