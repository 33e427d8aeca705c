import { type CardLimit, type CardStatus, isSameLimit, wantedLimit } from "@/lib/cards/card.ts";
import type { Row, RowChange } from "@/lib/db/schema.ts";

/** What a card becomes once the issuer has stated its state and no wish is left open. Who froze or closed it stays as it was asked for; where nobody here did, the issuer has. */
export function settled(card: Row<"Card">, status: CardStatus, now: Date): RowChange<"Card"> {
  return {
    status,
    wantedStatus: null,
    wantedAt: null,
    ...(status === "frozen"
      ? frozenByIssuer(card, now)
      : { frozenAt: null, frozenReason: null, frozenByRole: null, frozenByUserId: null }),
    ...(status === "inactive"
      ? { ...closedByIssuer(card, now), ...noWantedLimit }
      : { closedAt: null, closedReason: null }),
  };
}

function frozenByIssuer(card: Row<"Card">, now: Date): RowChange<"Card"> {
  return card.frozenAt ? {} : { frozenAt: now, frozenReason: "Frozen by the issuer", frozenByRole: "system" };
}

function closedByIssuer(card: Row<"Card">, now: Date): RowChange<"Card"> {
  return card.closedAt ? {} : { closedAt: now, closedReason: "Closed by the issuer" };
}

/** What becomes of a card's limit once the issuer has stated it for a wish; a wish that came later stays. */
export function settledLimit(card: Row<"Card">, wanted: CardLimit, stated: CardLimit): RowChange<"Card"> {
  const open = wantedLimit(card);
  return { ...stated, ...(open && isSameLimit(open, wanted) ? noWantedLimit : {}) };
}

const noWantedLimit = {
  wantedSpendLimit: null,
  wantedSpendLimitDuration: null,
  limitWantedAt: null,
} as const;
