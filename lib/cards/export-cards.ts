import { z } from "zod";
import { command } from "@/lib/command.ts";
import { type CardColumn, cardColumns } from "./card-columns.ts";

/** Writes down that somebody takes a list of cards with them, before the first line of it is read: which list, as its address says it, and which columns. */
export const exportCards = command({
  name: "card.export",
  input: z.strictObject({
    list: z.string().max(2_000),
    columns: z.array(z.enum(Object.keys(cardColumns) as CardColumn[])).min(1),
  }),
  async run({ db, actor, input: { list, columns } }) {
    db.note("Account", actor.accountId, { list, columns: columns.join() });
    return {};
  },
});
