import { actorText } from "@/app/(portal)/_history/actor-text";
import { isFrozenByAnother } from "@/app/(portal)/cards/_verbs/frozen-by-another";
import { ButtonLink } from "@/components/ui/control/button";
import { Time } from "@/components/ui/display/time";
import { Notice } from "@/components/ui/layout/notice";
import type { Actor } from "@/lib/auth/actor";
import type { CardFacts } from "@/lib/cards/queries";
import { reachFor } from "@/lib/permissions";

/** What must be known about the card right now: what the issuer refused or has not confirmed, and who froze or closed it. */
export function CardNotices({ actor, card }: { actor: Actor; card: CardFacts }) {
  const notices = [
    card.issuerMessage === null ? null : <Refused key="refused" actor={actor} card={card} />,
    card.waiting === null ? null : <Waiting key="waiting" card={card} since={card.waiting.since} />,
    isOnItsWay(card) ? <OnItsWay key="on-its-way" shippedAt={card.shippedAt} /> : null,
    card.frozen === null || card.wantedStatus === "active" ? null : (
      <Frozen key="frozen" actor={actor} card={card} />
    ),
    card.closed === null ? null : <Closed key="closed" closed={card.closed} />,
  ].filter((notice) => notice !== null);
  return notices.length === 0 ? null : <div className="mb-6 grid gap-3">{notices}</div>;
}

function Refused({ actor, card }: { actor: Actor; card: CardFacts }) {
  const wasMade = card.lastFour !== null;
  const mayIssue = reachFor(actor, "card.issue") !== undefined;
  return (
    <Notice
      tone="negative"
      title={wasMade ? "The issuer refused this" : "The issuer did not make this card"}
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
        {wasMade
          ? "The card stays as it was. Try again; if it is refused again, tell the people who run this portal what stands here."
          : "Nothing can be bought with it. Correct what the issuer names, and issue another one."}
      </p>
    </Notice>
  );
}

const waitingFor = {
  active: "Until the issuer has confirmed the unfreeze, purchases decline.",
  frozen: "Until the issuer has confirmed the freeze, purchases can still go through.",
  inactive: "Until the issuer has confirmed that it is closed, purchases can still go through.",
} as const;

function Waiting({ card, since }: { card: CardFacts; since: string }) {
  const text =
    card.wantedStatus !== null
      ? card.status === "pending" && card.wantedStatus === "active"
        ? "Until the issuer has confirmed that it is active, purchases decline."
        : waitingFor[card.wantedStatus]
      : card.wantedLimit !== null
        ? "Until the issuer has confirmed the new limit, the one before counts."
        : card.status === "pending"
          ? "The issuer is making this card. It can be used once it is active."
          : "The issuer has not confirmed the last change yet.";
  return (
    <Notice tone="info" title="Waiting for the issuer">
      <p>
        {text} Asked for on <Time iso={since} exact />; this page follows by itself.
      </p>
    </Notice>
  );
}

const isOnItsWay = (card: CardFacts) =>
  card.status === "pending" && card.waiting === null && card.wantedStatus === null;

function OnItsWay({ shippedAt }: { shippedAt: string | null }) {
  return shippedAt === null ? (
    <Notice tone="info" title="Being made and sent">
      <p>The issuer makes the card and sends it by post. Once it was sent it can be activated here.</p>
    </Notice>
  ) : (
    <Notice tone="info" title="On its way to the holder">
      <p>
        The issuer has sent it, as seen on <Time iso={shippedAt} exact />. It can be used once it is
        activated.
      </p>
    </Notice>
  );
}

function Frozen({ actor, card }: { actor: Actor; card: CardFacts }) {
  if (card.frozen === null) return null;
  const { at, reason, byRole, byName } = card.frozen;
  const what = card.status === "frozen" ? "Frozen" : "Freeze asked for";
  const by =
    byRole === null || byRole === "system"
      ? ""
      : ` by ${actorText({ actorName: byName, actorRole: byRole })}`;
  return (
    <Notice tone="warning" title={reason ?? "No reason was given"}>
      <p className="text-muted">
        {what}
        {by} · <Time iso={at} />
      </p>
      {isFrozenByAnother(actor, card) ? <p>Ask an owner or admin of your business to unfreeze it.</p> : null}
    </Notice>
  );
}

function Closed({ closed }: { closed: { at: string; reason: string | null } }) {
  return (
    <Notice tone="info" title={closed.reason ?? "Closed"}>
      <p className="text-muted">
        Closed for good · <Time iso={closed.at} />
      </p>
    </Notice>
  );
}
