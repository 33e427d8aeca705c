import { z } from "zod";
import { rowId } from "@/lib/column.ts";
import { command } from "@/lib/command.ts";

/** Deletes a view of one's own. */
export const deleteSavedView = command({
  name: "saved-view.delete",
  input: z.strictObject({ savedViewId: rowId }),
  async run({ db, input: { savedViewId } }) {
    const view = await db.softDelete("SavedView", await db.take("SavedView", savedViewId));
    return { savedViewId: view.id };
  },
});
