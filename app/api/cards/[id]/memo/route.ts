import { changeCardMemo } from "@/lib/cards/change-card-memo";
import { cardVerb } from "../card-verb";

/** Changes the memo: `{ memo }`. */
export const PUT = cardVerb(changeCardMemo, "Changes the memo of a card.");
