import type { Actor } from "@/lib/auth/actor.ts";
import { sortedByName } from "@/lib/db/search/sort-texts.ts";
import { findRows } from "@/lib/db/statements.ts";
import { noRow } from "@/lib/errors.ts";
import type { Shape } from "@/lib/fields/shape.ts";
import { readAs } from "@/lib/read.ts";
import { maxSavedViews, type ViewedList } from "./saved-view.ts";
import type { savedViewShape } from "./saved-view-shape.ts";

export type SavedViewRow = Shape<typeof savedViewShape>;

const listed = { id: true, list: true, name: true, query: true } as const;

/** The actor's saved views, by name. Needs saved-view.save. */
export function listSavedViews(actor: Actor, list?: ViewedList): Promise<SavedViewRow[]> {
  return readAs(actor, "saved-view.save", async () => {
    const ofList = list === undefined ? {} : { list };
    const views = await findRows("SavedView", ofList, listed, { by: "name", take: maxSavedViews });
    return sortedByName(views).map((view) => ({ ...view, list: view.list as ViewedList }));
  });
}

/** One saved view. Needs saved-view.save. Throws NOT_FOUND when it is not the actor's own. */
export function readSavedView(actor: Actor, savedViewId: number): Promise<SavedViewRow> {
  return readAs(actor, "saved-view.save", async (db) => {
    const view = await db.savedView.findFirst({
      where: { id: savedViewId },
      select: listed,
    });
    if (!view) throw noRow("SavedView", savedViewId);
    return { ...view, list: view.list as ViewedList };
  });
}
