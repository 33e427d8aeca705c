import { z } from "zod";
import { creating } from "@/lib/http/creating";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { listSavedViews, readSavedView } from "@/lib/saved-views/queries";
import { saveSavedView } from "@/lib/saved-views/save-saved-view";
import { savedViewShape } from "@/lib/saved-views/saved-view-shape";

export const GET = described(
  {
    name: "saved-view.list",
    summary: "Lists your saved views by name.",
    answers: { 200: z.object({ rows: z.array(savedViewShape) }) },
  },
  async ({ actor }) => json({ rows: await listSavedViews(actor) }),
);

export const POST = creating(
  saveSavedView,
  { summary: "Saves a view of a list. A view with the same name is replaced.", answer: savedViewShape },
  (actor, { savedViewId }) => readSavedView(actor, savedViewId),
);
