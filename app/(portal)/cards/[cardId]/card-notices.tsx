import { actorText } from "@/app/(portal)/_history/actor-text";
import { isFrozenByAnother } from "@/app/(portal)/cards/_verbs/frozen-by-another";
import { ButtonLink } from "@/components/ui/control/button";
import { Time } from "@/components/ui/display/time";
import { Notice } from "@/components/ui/layout/notice";
import type { Actor } from "@/lib/auth/actor";
import { ownRefusal } from "@/lib/cards/load-refusal";
import type { CardFacts } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";

/** Urgent notices about the card: what the issuer refused or has not confirmed, and who froze or
 *  closed it. */
export function CardNotices({ actor, card }: { actor: Actor; card: CardFacts }) {
  const notices = [
    card.issuerMessage === null ? null : <Refused key="refused" actor={actor} card={card} />,
    card.waiting === null ? null : <Waiting key="waiting" card={card} since={card.waiting.since} />,
    card.status === "other" ? <UnknownState key="unknown-state" /> : null,
    isOnItsWay(card) ? <OnItsWay key="on-its-way" shippedAt={card.shippedAt} /> : null,
    card.frozen === null || card.desiredStatus === "active" ? null : (
      <Frozen key="frozen" actor={actor} card={card} />
    ),
    card.closed === null ? null : <Closed key="closed" closed={card.closed} />,
  ].filter((notice) => notice !== null);
  return notices.length === 0 ? null : <div className="mb-6 grid gap-3">{notices}</div>;
}

function Refused({ actor, card }: { actor: Actor; card: CardFacts }) {
  const wasMade = card.lastFour !== null;
  const own = ownRefusal(card.issuerMessage ?? "");
  const mayIssue = reachFor(actor, "card.issue") !== undefined;
  return (
    <Notice
      tone="negative"
      title={titleOf(wasMade, own?.title)}
      action={
        !wasMade && mayIssue ? (
          <ButtonLink href={`/cards/new?holder=${card.holder.id}`} variant="outline" size="small">
            Issue another card
          </ButtonLink>
        ) : null
      }
    >
      <p>{card.issuerMessage}</p>
      <p className="text-muted">
        {!wasMade
          ? "It can't be used. Fix what the message names, then issue another card."
          : (own?.next ?? "Try again. If it fails again, contact support and quote this message.")}
      </p>
    </Notice>
  );
}

function titleOf(wasMade: boolean, own: string | undefined): string {
  if (!wasMade) return own === undefined ? "The issuer rejected this card" : "This card was not issued";
  return own ?? "The issuer rejected this change";
}

const waitingFor = {
  active: "Purchases decline until the issuer confirms.",
  frozen: "Purchases can still go through until the issuer confirms.",
  inactive: "Purchases can still go through until the issuer confirms.",
} as const;

function Waiting({ card, since }: { card: CardFacts; since: string }) {
  const text =
    card.desiredStatus !== null
      ? card.status === "pending" && card.desiredStatus === "active"
        ? "Purchases decline until the issuer confirms."
        : waitingFor[card.desiredStatus]
      : card.desiredLimit !== null
        ? "The previous limit applies until the issuer confirms the new one."
        : card.status === "pending"
          ? "The issuer is creating this card. It can be used once it is active."
          : "The issuer has not confirmed the last change.";
  return (
    <Notice tone="info" title="Waiting for the issuer">
      <p>
        {text} Requested on <Time iso={since} exact />. This page updates by itself.
      </p>
    </Notice>
  );
}

function UnknownState() {
  return (
    <Notice tone="warning" title="The issuer reports a state that this portal doesn't know">
      <p>Purchases may decline. The history shows the issuer's word for it. Contact support.</p>
    </Notice>
  );
}

const isOnItsWay = (card: CardFacts) =>
  card.status === "pending" && card.waiting === null && card.desiredStatus === null;

function OnItsWay({ shippedAt }: { shippedAt: string | null }) {
  return shippedAt === null ? (
    <Notice tone="info" title="Printing and shipping">
      <p>The issuer prints the card and mails it. Activate it here once it ships.</p>
    </Notice>
  ) : (
    <Notice tone="info" title="On its way to the holder">
      <p>
        Shipped on <Time iso={shippedAt} exact />. It can be used once it is activated.
      </p>
    </Notice>
  );
}

function Frozen({ actor, card }: { actor: Actor; card: CardFacts }) {
  if (card.frozen === null) return null;
  const { at, reason, byRole, byName } = card.frozen;
  const what = card.status === "frozen" ? "Frozen" : "Freezing";
  const by =
    byRole === null || byRole === "system"
      ? ""
      : ` by ${actorText({ actorName: byName, actorRole: byRole })}`;
  return (
    <Notice tone="warning" title={`${what}${by} · ${reason ?? "No reason given"}`}>
      <p className="text-muted">
        <Time iso={at} />
      </p>
      {isFrozenByAnother(actor, card) ? <p>Ask an owner or admin of your business to unfreeze it.</p> : null}
    </Notice>
  );
}

function Closed({ closed }: { closed: { at: string; reason: string | null } }) {
  return (
    <Notice tone="info" title={closed.reason === null ? "Closed" : `Closed · ${closed.reason}`}>
      <p className="text-muted">
        Permanent · <Time iso={closed.at} />
      </p>
    </Notice>
  );
}
