import { cardLoad } from "@/app/(portal)/cards/card-load";
import type { Actor } from "@/lib/auth/actor";
import type { CardFacts } from "@/lib/cards/queries";
import { formatMoney } from "@/lib/money";

/** The remaining balance of a reloadable card. The issuer is asked while the page renders. */
export async function LeftOnCard({ actor, card }: { actor: Actor; card: CardFacts }) {
  const load = await cardLoad(actor, card.id);
  const inWords = (amount: number) => formatMoney(BigInt(amount), card.currency);
  return (
    <span className="block text-muted text-sm">
      {load
        ? `${inWords(load.left)} left of ${inWords(load.loaded)} loaded, as of now`
        : "Balance unavailable right now"}
    </span>
  );
}
