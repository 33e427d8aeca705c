import { z } from "zod";
import { component } from "@/lib/fields/component.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** A saved view of a list. `query` is the search part of its URL. */
export const savedViewShape = component(
  "SavedView",
  z.object({ id: z.int(), list: z.enum(words.SavedView.list), name: z.string(), query: z.string() }),
);
