import type { ListQuery } from "@/lib/list-query.ts";
import { words } from "@/prisma/generated/schema-map.ts";

/** What the list of cards can be asked for. */
export const cardListRules = {
  filters: {
    status: words.Card.status,
    holder: "id",
    profile: "id",
    form: words.Card.form,
    type: words.Card.cardType,
  },
  sorts: { created: ["desc", "time"], memo: ["asc", "text"] },
  searched: true,
} as const;

export type CardListQuery = ListQuery<typeof cardListRules>;
