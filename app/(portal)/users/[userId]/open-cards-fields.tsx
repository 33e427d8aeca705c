"use client";

import type { Failed } from "@/app/_forms/confirm-dialog";
import { countText } from "@/app/(portal)/_lists/count-text";
import { NewHolderFields } from "@/app/(portal)/cards/new-holder-fields";
import { AppLink } from "@/components/ui/control/app-link";
import { ChoiceField } from "@/components/ui/form/choice-field";
import { TextField } from "@/components/ui/form/text-field";

/** An open card of somebody who is to be deactivated. */
export interface ShownOpenCard {
  readonly id: number;
  readonly name: string;
  readonly isPhysical: boolean;
  readonly isReloadable: boolean;
}

/** The errors that these fields show. */
export const openCardsErrors = [
  "spendLimit",
  ...["verb", "holderId", "shippingAddressId", "spendLimit", "confirmedCount"].map(
    (field) => `openCards.${field}`,
  ),
];

const maxNamed = 6;

interface OpenCardsFieldsProps {
  user: { id: number; name: string };
  cards: readonly ShownOpenCard[];
  currency: string;
  failed: Failed | null;
}

/** Asks what happens to all open cards of somebody who is deactivated. */
export function OpenCardsFields({ user, cards, currency, failed }: OpenCardsFieldsProps) {
  return (
    <>
      <HeldCards user={user} cards={cards} />
      <ChoiceField
        label={cards.length === 1 ? "What happens to this card?" : "What happens to all of these cards?"}
        name="openCards"
        columns={1}
        options={choices}
        defaultValue={failed?.values.openCards ?? "freeze"}
        error={failed?.fields["openCards.verb"]}
      />
      <div className="hidden gap-4 group-has-[[value=move]:checked]/dialog:grid">
        <NewHolderFields
          holderId={user.id}
          isPhysical={cards.some(({ isPhysical }) => isPhysical)}
          loadCurrency={cards.some(({ isReloadable }) => isReloadable) ? currency : null}
          loadLabel="Loaded on each new reloadable card"
          failed={failed}
          errorPrefix="openCards."
        />
      </div>
      <div className="group-has-[[value=freeze]:checked]/dialog:hidden">
        <TextField
          label="Number of cards"
          name="confirmedCount"
          hint="Enter how many cards are closed permanently."
          error={failed?.fields["openCards.confirmedCount"]}
          defaultValue={failed?.values.confirmedCount}
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
    </>
  );
}

const choices = [
  {
    value: "freeze",
    label: "Freeze",
    hint: "Purchases decline once the issuer confirms. The cards can be unfrozen only after the person is reactivated.",
  },
  { value: "close", label: "Close", hint: "Permanent. The cards can't be reopened." },
  {
    value: "move",
    label: "Move to another person",
    hint: "Cards can't be transferred. The new holder gets new cards with new numbers; these are closed permanently. Cards already replaced are closed, not moved.",
  },
];

function HeldCards({ user, cards }: Pick<OpenCardsFieldsProps, "user" | "cards">) {
  const more = cards.length - maxNamed;
  return (
    <div className="grid gap-2">
      <p className="font-medium">
        {user.name} holds {countText(cards.length, false, "open card")}
      </p>
      <ul className="border-line border-t">
        {cards.slice(0, more === 1 ? maxNamed + 1 : maxNamed).map((card) => (
          <li key={card.id} className="min-h-8 content-center border-line border-b">
            {card.name}
          </li>
        ))}
      </ul>
      {more > 1 ? (
        <AppLink
          href={`/cards?holder=${user.id}&status=pending,active,frozen,other`}
          className="w-fit font-medium text-accent underline-offset-4 hover:underline"
        >
          And {more} more
        </AppLink>
      ) : null}
    </div>
  );
}
