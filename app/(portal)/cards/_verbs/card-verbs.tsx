import { cardLoad } from "@/app/(portal)/cards/card-load";
import { type ChangedCard, cardTarget } from "@/app/(portal)/cards/card-target";
import { limitText } from "@/app/(portal)/cards/card-text";
import { addressChoice } from "@/app/(portal)/cards/new/issue-card-choices";
import { profileOptions } from "@/app/(portal)/cards/profile-options";
import { deliveryAddresses } from "@/lib/addresses/queries";
import type { Actor } from "@/lib/auth/actor";
import {
  canActivate,
  canChange,
  canChangeLimit,
  canClose,
  canConvert,
  canFreeze,
  canLoad,
  canReissue,
  canRenew,
  canReplace,
  canUnfreeze,
} from "@/lib/cards/card";
import type { CardFacts } from "@/lib/cards/queries";
import { formatMoney, groupedDecimal } from "@/lib/money";
import { reachFor } from "@/lib/permissions";
import { ActivateCardButton } from "./activate-card-button";
import { CloseCardButton } from "./close-card-button";
import { FreezeCardButton } from "./freeze-card-button";
import { isFrozenByAnother } from "./frozen-by-another";
import { MoreCardVerbs, type MoreVerb } from "./more-card-verbs";
import { PrintCardMenu } from "./print-card-menu";
import { ReplaceCardButton } from "./replace-card-button";
import { UnfreezeCardButton } from "./unfreeze-card-button";
import { VerbRow } from "./verb-row";

/** The actions that the person can take on the card now. Others are not shown. */
export async function CardVerbs({ actor, card }: { actor: Actor; card: CardFacts }) {
  const asked = cardTarget(card);
  const mayUnfreeze = reachFor(actor, "card.unfreeze") && !isFrozenByAnother(actor, card);
  const isPhysical = card.form === "physical";
  const mayReplace = canReplace(card) && !hasLivingReplacement(card) && reachFor(actor, "card.replace");
  const more = moreVerbs(actor, card);
  const prints = printVerbs(actor, card);
  const addresses =
    mayReplace || prints.length > 0
      ? (await deliveryAddresses(actor, card.holder.id)).map(addressChoice)
      : [];
  return (
    <VerbRow state={`${card.status} ${card.desiredStatus}`}>
      {canActivate(card) && reachFor(actor, "card.activate") ? <ActivateCardButton card={asked} /> : null}
      {canFreeze(card) && reachFor(actor, "card.freeze") ? <FreezeCardButton card={asked} /> : null}
      {canUnfreeze(card) && mayUnfreeze ? <UnfreezeCardButton card={asked} /> : null}
      {mayReplace ? (
        <ReplaceCardButton
          card={asked}
          addresses={isPhysical ? addresses : null}
          loadCurrency={card.cardType === "reloadable" ? card.currency : null}
        />
      ) : null}
      {prints.length > 0 ? (
        <PrintCardMenu card={asked} isPhysical={isPhysical} verbs={prints} addresses={addresses} />
      ) : null}
      {more.length > 0 ? (
        <MoreCardVerbs
          card={{
            ...asked,
            currency: card.currency,
            holderId: card.holder.id,
            isPhysical,
            isReloadable: card.cardType === "reloadable",
            limit: limitOf(card),
            profile: card.profileDesiredAt === null ? card.spendingProfile : card.desiredSpendingProfile,
            profiles: more.includes("change-profile") ? await profileOptions(actor) : [],
            load: more.includes("load") ? loadText(actor, card) : nothing,
          }}
          verbs={more}
        />
      ) : null}
      {canClose(card) && reachFor(actor, "card.close") ? <CloseCardButton card={asked} /> : null}
    </VerbRow>
  );
}

const hasLivingReplacement = ({ replacedBy }: CardFacts) =>
  replacedBy !== null && replacedBy.status !== "inactive";

// No new print order is possible until the issuer has answered the last one.
function printVerbs(actor: Actor, card: CardFacts) {
  if (card.waiting !== null) return [];
  const can = [
    ["convert", canConvert(card) && reachFor(actor, "card.convert")],
    ["reissue", canReissue(card) && reachFor(actor, "card.reissue")],
    ["renew", canRenew(card) && reachFor(actor, "card.renew")],
  ] as const;
  return can.filter(([, may]) => may).map(([verb]) => verb);
}

function moreVerbs(actor: Actor, card: CardFacts): readonly MoreVerb[] {
  const possible: Readonly<Record<MoreVerb, boolean>> = {
    load: canLoad(card),
    unload: canLoad(card),
    "change-limit": canChangeLimit(card),
    "change-profile": canClose(card),
    "change-memo": canChange(card),
    move: canReplace(card) && !hasLivingReplacement(card),
  };
  return (Object.keys(possible) as MoreVerb[]).filter(
    (verb) => possible[verb] && reachFor(actor, `card.${verb}`),
  );
}

const nothing = Promise.resolve(null);

// Not awaited: the page does not wait for the issuer. A failure is shown elsewhere on it.
async function loadText(actor: Actor, card: CardFacts): Promise<string | null> {
  const load = await cardLoad(actor, card.id).catch(() => null);
  if (!load || load.available === null) return null;
  const inWords = (amount: number) => formatMoney(BigInt(amount), card.currency);
  return `${inWords(load.left)} on card · ${inWords(load.available)} available to load`;
}

function limitOf(card: CardFacts): ChangedCard["limit"] {
  const text = limitText(card, card.currency);
  if (text === null || card.spendLimit === null) return null;
  return {
    amount: groupedDecimal(BigInt(card.spendLimit), card.currency),
    window: card.spendLimitDuration ?? "",
    text,
  };
}
