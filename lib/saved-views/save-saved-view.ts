import { z } from "zod";
import { command } from "@/lib/command.ts";
import { AppError, invalidField } from "@/lib/errors.ts";
import { choice, text } from "@/lib/fields/column.ts";
import { shortened } from "@/lib/lists/list-faults.ts";
import { maxSavedViews, viewFaults, viewQuery } from "./saved-view.ts";

/** Saves how a person views a list, under a name. Overwrites the person's view of that name, if
 *  there is one. Throws INVALID_INPUT at `query` for what the list
 *  cannot follow, and RULE_BROKEN for the 51st view of a list. */
export const saveSavedView = command({
  name: "saved-view.save",
  input: z.strictObject({
    list: choice("SavedView", "list"),
    name: text("SavedView", "name"),
    query: text("SavedView", "query"),
  }),
  async run({ db, actor, input: { list, name, query } }) {
    const [fault] = viewFaults(list, query);
    if (fault) throw invalidField("query", `${shortened(fault)} is not part of this list. ${fault.reason}`);
    // Without the lock, two at once could both become the 50th view, or both get the same name.
    await db.lockAccount();
    const userId = actor.userId ?? 0;
    const views = await db.read.savedView.findMany({
      where: { userId, list },
      select: { id: true, name: true },
    });
    const known = views.find((view) => view.name === name);
    const kept = viewQuery(list, query);
    if (known) {
      const view = await db.update("SavedView", await db.findForUpdate("SavedView", known.id), {
        query: kept,
      });
      return { savedViewId: view.id };
    }
    if (views.length >= maxSavedViews)
      throw new AppError("RULE_BROKEN", `You can keep ${maxSavedViews} views of a list. Delete one first.`);
    const view = await db.insert("SavedView", { userId, list, name, query: kept });
    return { savedViewId: view.id };
  },
});
