"use client";

import { Printer } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { convertCardAction, reissueCardAction, renewCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { buttonLook } from "@/components/ui/control/button";
import type { Option } from "@/components/ui/form/select-field";
import { Menu, MenuButton } from "@/components/ui/overlay/menu";
import { cardName } from "@/lib/cards/card";
import { AddressField } from "./address-field";
import { useWantedVerb } from "./verb-row";

type Verb = "convert" | "reissue" | "renew";

const labels: Readonly<Record<Verb, string>> = {
  convert: "Make physical",
  reissue: "Reprint",
  renew: "Renew",
};
const titles: Readonly<Record<Verb, (name: string) => string>> = {
  convert: (name) => `Make ${name} a physical card?`,
  reissue: (name) => `Reprint ${name}?`,
  renew: (name) => `Renew ${name}?`,
};
const actions = { convert: convertCardAction, reissue: reissueCardAction, renew: renewCardAction };

interface PrintCardMenuProps {
  card: CardTarget;
  isPhysical: boolean;
  verbs: readonly Verb[];
  addresses: readonly Option[];
}

/** The actions that have a card printed or renewed. */
export function PrintCardMenu({ card, isPhysical, verbs, addresses }: PrintCardMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [asking, setAsking] = useState<Verb | null>(null);
  useWantedVerb(verbs, setAsking);
  const text = {
    convert: `The issuer prints it for ${card.holder}. The number stays the same. It can't be used until it ships and is activated.`,
    reissue: `The issuer prints another copy for ${card.holder}, with the same number. The old one works until the new one is first used.`,
    renew: isPhysical
      ? `The issuer prints a new card for ${card.holder}, with the same number and a new expiry and code. The old one works until the new one is first used.`
      : "The number stays the same; the expiry and code change, and the old ones decline. The issuer requires an address, though nothing is shipped.",
  };
  return (
    <>
      <MenuButton
        open={isOpen}
        onOpen={(button) => {
          setAnchor(button);
          setOpen(true);
        }}
        className={buttonLook({ variant: "outline" })}
        data-verbs={verbs.join(" ")}
      >
        <Printer aria-hidden="true" />
        Print or renew
      </MenuButton>
      <Menu
        anchor={anchor}
        open={isOpen}
        onOpenChange={setOpen}
        items={verbs.map((verb) => ({ label: labels[verb], onSelect: () => setAsking(verb) }))}
      />
      {verbs.map((verb) => (
        <ConfirmDialog
          key={verb}
          hidden={hiddenFields(card)}
          action={actions[verb]}
          title={titles[verb](cardName(card))}
          text={text[verb]}
          verb={labels[verb]}
          opening={{ open: asking === verb, onOpenChange: (open) => setAsking(open ? verb : null) }}
          fields={["shippingAddressId"]}
        >
          {(failed) => (
            <AddressField
              addresses={addresses}
              failed={failed}
              {...(isPhysical && { usual: "Where it was sent before" })}
            />
          )}
        </ConfirmDialog>
      ))}
    </>
  );
}
