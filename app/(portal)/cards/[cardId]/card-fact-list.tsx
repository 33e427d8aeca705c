import { Suspense } from "react";
import { limitText } from "@/app/(portal)/cards/card-text";
import { QuietLink } from "@/components/ui/control/quiet-link";
import { type Fact, Facts } from "@/components/ui/display/facts";
import { LastFour } from "@/components/ui/display/last-four";
import { Time } from "@/components/ui/display/time";
import { countryName } from "@/lib/addresses/countries";
import type { Actor } from "@/lib/auth/actor";
import { cardFormLabels, cardTypeLabels } from "@/lib/cards/card";
import type { CardFacts, ShippingAddress } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";
import { LeftOnCard } from "./left-on-card";

/** The details of a card. */
export function CardFactList({ actor, card }: { actor: Actor; card: CardFacts }) {
  const profile = card.spendingProfile;
  const items: (Fact | null)[] = [
    {
      term: "Holder",
      value: (
        <QuietLink href={reachFor(actor, "user.see") && `/users/${card.holder.id}`}>
          {card.holder.name}
        </QuietLink>
      ),
    },
    { term: "Type", value: cardTypeLabels[card.cardType] },
    { term: "Spend limit", value: <Limit actor={actor} card={card} /> },
    { term: "Form", value: cardFormLabels[card.form] },
    {
      term: "Spending profile",
      value: (
        <>
          {profile ? (
            <QuietLink href={reachFor(actor, "spending-profile.see") && `/spending-profiles/${profile.id}`}>
              {profile.name}
            </QuietLink>
          ) : (
            <None />
          )}
          {card.profileDesiredAt === null ? null : (
            <span className="block text-pending">
              Changing to {card.desiredSpendingProfile?.name ?? "none"} …
            </span>
          )}
        </>
      ),
    },
    { term: "Created", value: <Time iso={card.createdAt} exact /> },
    card.form === "physical"
      ? { term: "Sent to", value: <Address address={card.shippingAddress} />, wide: true }
      : null,
    card.replaces && {
      term: card.replaces.reason === "moved" ? "Moved from" : "Replaces",
      value: <CardLink card={card.replaces} />,
    },
    card.replacedBy && {
      term: card.replacedBy.reason === "moved" ? "Moved to" : "Replaced by",
      value: <CardLink card={card.replacedBy} />,
    },
  ];
  return <Facts items={items.filter((item) => item !== null)} />;
}

const None = () => <span className="text-muted">None</span>;

const windowMeanings = {
  transaction: null,
  monthly: "Rolling month, ending with each purchase",
  annually: "Rolling year, ending with each purchase",
  forever: null,
};

function Limit({ actor, card }: { actor: Actor; card: CardFacts }) {
  const meaning = card.spendLimitDuration && windowMeanings[card.spendLimitDuration];
  const isLoaded = card.cardType === "reloadable" && card.lastFour !== null && card.status !== "inactive";
  return (
    <>
      {limitText(card, card.currency) ?? <None />}
      {card.desiredLimit === null ? null : (
        <span className="block text-pending">
          Changing to {limitText(card.desiredLimit, card.currency) ?? "no limit"} …
        </span>
      )}
      {meaning ? <span className="block text-muted text-sm">{meaning}</span> : null}
      {isLoaded ? (
        <Suspense fallback={<span className="block text-muted text-sm">Checking the balance …</span>}>
          <LeftOnCard actor={actor} card={card} />
        </Suspense>
      ) : null}
    </>
  );
}

function Address({ address }: { address: ShippingAddress | null }) {
  if (address === null) return <None />;
  const { line1, line2, city, region, postalCode, country } = address;
  const place = [region, postalCode].filter(Boolean).join(" ");
  return [line1, line2, city, place, countryName(country)].filter(Boolean).join(", ");
}

function CardLink({ card }: { card: { id: number; lastFour: string | null } }) {
  return (
    <QuietLink href={`/cards/${card.id}`}>
      {card.lastFour === null ? "A card without a number yet" : <LastFour digits={card.lastFour} />}
    </QuietLink>
  );
}
