import { z } from "zod";
import { command } from "@/lib/command.ts";
import { choice, text } from "@/lib/fields/column.ts";

/** Adds a card product that the business can issue. Throws DUPLICATE for a name in use. */
export const createCardProduct = command({
  name: "card-product.create",
  input: z.strictObject({
    name: text("CardProduct", "name"),
    description: text("CardProduct", "description").nullable().default(null),
    form: choice("CardProduct", "form"),
  }),
  async run({ db, input }) {
    const product = await db.insert("CardProduct", input);
    return { cardProductId: product.id };
  },
});
