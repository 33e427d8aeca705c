"use server";

import { formNumber, formText as text } from "@/lib/http/form";
import { verbAction } from "@/lib/http/verb-action";
import { deleteSavedView } from "@/lib/saved-views/delete-saved-view";
import { saveSavedView } from "@/lib/saved-views/save-saved-view";
import type { ViewedList } from "@/lib/saved-views/saved-view";

const view = { list: text as (form: FormData, name: string) => ViewedList, name: text, query: text };

export const saveSavedViewAction = verbAction(saveSavedView, view, () => ({ message: "View saved" }));
export const deleteSavedViewAction = verbAction(deleteSavedView, { savedViewId: formNumber }, () => ({
  message: "View deleted",
}));
