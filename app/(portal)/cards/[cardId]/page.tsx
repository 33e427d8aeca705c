import type { Metadata } from "next";
import { Suspense } from "react";
import { StateBadge } from "@/components/ui/badge";
import { LastFour } from "@/components/ui/last-four";
import { PageHeader } from "@/components/ui/page-header";
import { PaymentCard } from "@/components/ui/payment-card";
import { Section } from "@/components/ui/section";
import { readAccount } from "@/lib/accounts/queries";
import { historyRules } from "@/lib/audit-log/history-list";
import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { canReveal, cardFormLabels, cardStateLabel, cardTypeLabels } from "@/lib/cards/card";
import { readCard } from "@/lib/cards/queries";
import { parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { forPage, rowIdOf } from "../../for-page";
import { HistorySkeleton } from "../../history";
import { RefreshWhileWaiting } from "../../refresh-while-waiting";
import { CardFactList } from "../card-fact-list";
import { CardHistory } from "../card-history";
import { CardNotices } from "../card-notices";
import { cardTone } from "../card-text";
import { CardVerbs } from "../card-verbs";
import { RevealCard } from "../reveal-card";
import { askedCard } from "../shown-card";

export const metadata: Metadata = { title: "Card" };

/** One card: what it is, what can be done with it, and what happened to it. */
export default async function CardPage({ params, searchParams }: PageProps<"/cards/[cardId]">) {
  const cardId = rowIdOf((await params).cardId);
  const history = parseListQuery(historyRules, await searchParams);
  const [who, { there, card, business }] = await forPage(async ({ actor }) => {
    const there = await actorAt(actor, "Card", cardId);
    const card = await readCard(there, cardId);
    await noteLook(actor, "Card", cardId);
    return {
      there,
      card,
      business: card.accountId === actor.homeAccountId ? null : await readAccount(actor, card.accountId),
    };
  });
  const isWaiting = card.waiting !== null || card.wantedStatus !== null;
  return (
    <>
      {isWaiting ? <RefreshWhileWaiting /> : null}
      <PageHeader
        back={
          business
            ? { href: `/accounts/${business.id}`, label: business.businessName }
            : { href: "/cards", label: "Cards" }
        }
        title={
          <>
            <span className={card.memo === null ? "text-muted" : undefined}>{card.memo ?? "No memo"}</span>
            {card.lastFour === null ? null : <LastFour digits={card.lastFour} />}
            <StateBadge boxed tone={cardTone(card)}>
              {cardStateLabel(card)}
            </StateBadge>
          </>
        }
        summary={`${cardTypeLabels[card.cardType]}, ${cardFormLabels[card.form].toLowerCase()} · held by ${card.holder.name}`}
        actions={<CardVerbs actor={there} card={card} />}
      />
      <CardNotices actor={there} card={card} />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <div className="grid content-start gap-4">
          <PaymentCard
            accountName={business?.businessName ?? who.accountName}
            memo={card.memo ?? ""}
            lastFour={card.lastFour}
            form={cardFormLabels[card.form]}
            frozen={card.status === "frozen"}
            closed={card.status === "inactive"}
            pending={card.status === "pending"}
          />
          {canReveal(card) && card.holder.id === there.userId && reachFor(there, "card.reveal") ? (
            <RevealCard card={askedCard(card)} />
          ) : null}
        </div>
        <div>
          <CardFactList actor={there} card={card} />
        </div>
      </div>
      <div className="mt-10" id="history">
        <Section title="History">
          <Suspense key={JSON.stringify(history)} fallback={<HistorySkeleton />}>
            <CardHistory actor={there} card={card} query={history} />
          </Suspense>
        </Section>
      </div>
    </>
  );
}
