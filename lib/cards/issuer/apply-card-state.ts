import { type CardLimit, type CardStatus, desiredLimit, isSameLimit } from "@/lib/cards/card.ts";
import type { Row, RowChange } from "@/lib/db/schema.ts";

/** The change to a card when the issuer has stated its state and no desired state is left. Who
 *  froze or closed it stays as requested. If nobody here did, the issuer is named. */
export function settled(card: Row<"Card">, status: CardStatus, now: Date): RowChange<"Card"> {
  return {
    status,
    desiredStatus: null,
    desiredAt: null,
    ...(status === "frozen"
      ? frozenByIssuer(card, now)
      : { frozenAt: null, frozenReason: null, frozenByRole: null, frozenByUserId: null }),
    ...(status === "inactive"
      ? { ...closedByIssuer(card, now), ...noDesiredLimit }
      : { closedAt: null, closedReason: null }),
  };
}

function frozenByIssuer(card: Row<"Card">, now: Date): RowChange<"Card"> {
  return card.frozenAt ? {} : { frozenAt: now, frozenReason: "Frozen by the issuer", frozenByRole: "system" };
}

function closedByIssuer(card: Row<"Card">, now: Date): RowChange<"Card"> {
  return card.closedAt ? {} : { closedAt: now, closedReason: "Closed by the issuer" };
}

/** The change to a card's limit when the issuer has confirmed one. A later desired limit stays. */
export function settledLimit(card: Row<"Card">, desired: CardLimit, stated: CardLimit): RowChange<"Card"> {
  const open = desiredLimit(card);
  return { ...stated, ...(open && isSameLimit(open, desired) ? noDesiredLimit : {}) };
}

const noDesiredLimit = {
  desiredSpendLimit: null,
  desiredSpendLimitDuration: null,
  limitDesiredAt: null,
} as const;
