import { convertAtIssuer } from "@/lib/cards/issuer/convert-card.ts";
import { reissueAtIssuer, renewAtIssuer } from "@/lib/cards/issuer/print-card.ts";
import type { Work } from "@/lib/command.ts";
import { AppError } from "@/lib/errors.ts";
import { hasPending } from "@/lib/outbox/pending.ts";
import { targetOf } from "@/lib/outbox/target.ts";

/** Throws RULE_BROKEN while an earlier order to print or renew the card is pending. Its result
 *  decides whether another one makes sense. */
export async function checkNotPrinting(work: Pick<Work<unknown>, "db">, cardId: number): Promise<void> {
  if (await hasPending(work, "Card", cardId, [reissueAtIssuer, renewAtIssuer, convertAtIssuer]))
    throw new AppError(
      "RULE_BROKEN",
      "The issuer has not answered the last order for this card yet. Wait until it has.",
    );
}

// POST /v1/cards/{card_token}/reissue: a card can be reissued or renewed 8 times in total.
const maxPrints = 8;

/** Throws RULE_BROKEN for a card that was reissued and renewed as often as the issuer allows. */
export async function checkCopiesLeft({ db }: Pick<Work<unknown>, "db">, cardId: number): Promise<void> {
  const copies = await db.read.lithicOperation.count({
    where: {
      ...targetOf("Card", cardId),
      kind: { in: [reissueAtIssuer.name, renewAtIssuer.name] },
      status: "done",
    },
  });
  if (copies >= maxPrints)
    throw new AppError(
      "RULE_BROKEN",
      `The issuer prints and renews a card ${maxPrints} times at most, and this one has had them all. Replace it instead.`,
    );
}
