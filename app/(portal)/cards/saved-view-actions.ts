"use server";

import { formNumber, formText } from "@/lib/http/form";
import { formAction } from "@/lib/http/server-action";
import { deleteSavedView } from "@/lib/saved-views/delete-saved-view";
import { saveSavedView } from "@/lib/saved-views/save-saved-view";

/** Keeps how the list of cards is looked at. */
export const saveSavedViewAction = formAction(async (actor, form) => {
  await saveSavedView(actor, { list: "cards", name: formText(form, "name"), query: formText(form, "query") });
  return { message: "The view is saved." };
});

/** Deletes a view. */
export const deleteSavedViewAction = formAction(async (actor, form) => {
  await deleteSavedView(actor, { savedViewId: formNumber(form, "savedViewId") });
  return { message: "The view is deleted." };
});
