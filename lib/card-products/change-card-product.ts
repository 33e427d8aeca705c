import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, rowId, seenVersion, text } from "@/lib/fields/column.ts";

/** Changes the given fields of a card product. A retired product issues no new cards. The form of
 *  its cards cannot change. Throws DUPLICATE for a name in use. */
export const changeCardProduct = command({
  name: "card-product.change",
  input: z.strictObject({
    cardProductId: rowId,
    name: text("CardProduct", "name").optional(),
    description: text("CardProduct", "description").nullable().optional(),
    status: choice("CardProduct", "status").optional(),
    version: seenVersion,
  }),
  async run({ db, input: { cardProductId, version, ...given } }) {
    const product = await db.findForUpdate("CardProduct", cardProductId, version);
    const changed = await db.update("CardProduct", product, given);
    return { cardProductId: changed.id, version: changed.version };
  },
});
