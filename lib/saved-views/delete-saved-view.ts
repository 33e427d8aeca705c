import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId } from "@/lib/fields/column.ts";

/** Deletes one of the actor's own views. */
export const deleteSavedView = command({
  name: "saved-view.delete",
  input: z.strictObject({ savedViewId: rowId }),
  async run({ db, input: { savedViewId } }) {
    const view = await db.softDelete("SavedView", await db.findForUpdate("SavedView", savedViewId));
    return { savedViewId: view.id };
  },
});
