import { z } from "zod";
import { command } from "@/lib/command.ts";
import { rowId, seenVersion, text } from "@/lib/fields/column.ts";
import { enqueue } from "@/lib/outbox/enqueue.ts";
import { checkChangeable } from "./check-changeable.ts";
import { changeMemoAtIssuer } from "./issuer/change-memo.ts";

/** Changes a card's memo, then updates the issuer's copy. Throws RULE_BROKEN for a card that is not
 *  created yet or closed. */
export const changeCardMemo = command({
  name: "card.change-memo",
  input: z.strictObject({ cardId: rowId, memo: text("Card", "memo"), version: seenVersion }),
  async run(work) {
    const { cardId, memo, version } = work.input;
    const card = await work.db.findForUpdate("Card", cardId, version);
    checkChangeable(card);
    const changed = await work.db.update("Card", card, { memo, issuerMessage: null });
    const operationId = await enqueue(work, changeMemoAtIssuer, card);
    return { cardId: changed.id, version: changed.version, operationId };
  },
});
