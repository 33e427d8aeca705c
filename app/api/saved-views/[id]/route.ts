import { z } from "zod";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { deleteSavedView } from "@/lib/saved-views/delete-saved-view";

export const DELETE = described(
  {
    command: deleteSavedView,
    summary: "Deletes one of your saved views.",
    addressed: "savedViewId",
    answers: { 200: z.object({ savedViewId: z.int() }) },
  },
  async ({ actor, id, options }) => json(await deleteSavedView(actor, { savedViewId: id }, options)),
);
