"use client";

import { Printer } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/app/(portal)/_forms/confirm-dialog";
import { convertCardAction, reissueCardAction, renewCardAction } from "@/app/(portal)/cards/actions";
import { cardName } from "@/app/(portal)/cards/card-name";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { buttonLook } from "@/components/ui/control/button";
import type { Option } from "@/components/ui/form/select-field";
import { Menu, MenuButton } from "@/components/ui/overlay/menu";
import { AddressField } from "./address-field";
import { useWantedVerb } from "./verb-row";

type Verb = "convert" | "reissue" | "renew";

const labels: Readonly<Record<Verb, string>> = {
  convert: "Make physical",
  reissue: "Print again",
  renew: "Renew",
};
const actions = { convert: convertCardAction, reissue: reissueCardAction, renew: renewCardAction };

interface PrintCardMenuProps {
  card: CardTarget;
  isPhysical: boolean;
  verbs: readonly Verb[];
  addresses: readonly Option[];
}

/** The verbs that have a card made anew. */
export function PrintCardMenu({ card, isPhysical, verbs, addresses }: PrintCardMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [asking, setAsking] = useState<Verb | null>(null);
  useWantedVerb(verbs, setAsking);
  const text = {
    convert: `The issuer prints it for ${card.holder}. It keeps its number, and cannot be used from now until it was sent and is activated.`,
    reissue: `The issuer prints it again for ${card.holder}, with the same number. The old one works until the new one is used.`,
    renew: isPhysical
      ? `The issuer prints it anew for ${card.holder}, with the same number and a new expiry and code. The old one works until the new one is used.`
      : "It keeps its number and gets a new expiry and code: the old ones decline. The issuer wants an address even though nothing is sent.",
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
          title={`${labels[verb]}: ${cardName(card)}?`}
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
