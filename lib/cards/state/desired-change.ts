import type { Work } from "@/lib/command.ts";
import type { Row, RowChange } from "@/lib/db/schema.ts";

type Asked = Pick<Work<unknown>, "actor" | "now">;

/** The change to a card that is asked to be frozen, until the issuer confirms it. */
export const freezing = ({ actor, now }: Asked, reason: string): RowChange<"Card"> => ({
  desiredStatus: "frozen",
  desiredAt: now,
  frozenAt: now,
  frozenReason: reason,
  frozenByRole: actor.role,
  frozenByUserId: actor.userId,
  issuerMessage: null,
});

/** The change to a card that is asked to be closed, until the issuer confirms it. Drops a freeze
 *  that the issuer has not confirmed. */
export const closing = (card: Row<"Card">, now: Date, reason: string): RowChange<"Card"> => ({
  desiredStatus: "inactive",
  desiredAt: now,
  closedAt: now,
  closedReason: reason,
  issuerMessage: null,
  ...(card.status !== "frozen" && {
    frozenAt: null,
    frozenReason: null,
    frozenByRole: null,
    frozenByUserId: null,
  }),
});
