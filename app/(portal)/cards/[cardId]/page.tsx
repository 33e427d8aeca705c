import type { Metadata } from "next";
import { Suspense } from "react";
import { HistorySkeleton } from "@/app/(portal)/_history/history";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { RefreshWhileWaiting } from "@/app/(portal)/_pages/refresh-while-waiting";
import { CardVerbs } from "@/app/(portal)/cards/_verbs/card-verbs";
import { cardTarget } from "@/app/(portal)/cards/card-target";
import { StateBadge } from "@/components/ui/display/badge";
import { LastFour } from "@/components/ui/display/last-four";
import { PaymentCard } from "@/components/ui/display/payment-card";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { readAccount } from "@/lib/accounts/queries";
import { countryOptions } from "@/lib/addresses/countries";
import { historyRules } from "@/lib/audit-log/history-list";
import { actorAt, noteLook } from "@/lib/auth/operator-access";
import { canReveal, cardFormLabels, cardName, cardStateLabel, cardTypeLabels } from "@/lib/cards/card";
import { readCard, readCardName } from "@/lib/cards/queries";
import { parseListQuery } from "@/lib/lists/list-query";
import { reachFor } from "@/lib/permissions";
import { cardTone } from "../card-text";
import { CardFactList } from "./card-fact-list";
import { CardHistory } from "./card-history";
import { CardLimits } from "./card-limits";
import { CardNotices } from "./card-notices";
import { CardTransactions } from "./card-transactions";
import { RevealCard } from "./reveal-card";
import { WouldPassForm } from "./would-pass-form";

export async function generateMetadata({ params }: PageProps<"/cards/[cardId]">): Promise<Metadata> {
  const cardId = rowIdFrom((await params).cardId);
  const [, card] = await loadPage(async ({ actor }) =>
    readCardName(await actorAt(actor, "Card", cardId), cardId),
  );
  return { title: cardName(card) };
}

/** One card: its details, its actions and its history. */
export default async function CardPage({ params, searchParams }: PageProps<"/cards/[cardId]">) {
  const cardId = rowIdFrom((await params).cardId);
  const history = parseListQuery(historyRules, await searchParams);
  const [who, { there, card, business }] = await loadPage(async ({ actor }) => {
    const there = await actorAt(actor, "Card", cardId);
    const card = await readCard(there, cardId);
    await noteLook(actor, "Card", cardId);
    return {
      there,
      card,
      business: card.accountId === actor.homeAccountId ? null : await readAccount(actor, card.accountId),
    };
  });
  const isWaiting = card.waiting !== null || card.desiredStatus !== null || card.profileDesiredAt !== null;
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
            holder={card.holder.name}
            lastFour={card.lastFour}
            form={cardFormLabels[card.form]}
            frozen={card.status === "frozen"}
            closed={card.status === "inactive"}
            pending={card.status === "pending"}
          />
          {canReveal(card) && card.holder.id === there.userId && reachFor(there, "card.reveal") ? (
            <RevealCard card={cardTarget(card)} />
          ) : null}
        </div>
        <div>
          <CardFactList actor={there} card={card} />
        </div>
      </div>
      {card.status === "inactive" ? null : (
        <div className="mt-10 grid gap-10">
          <CardLimits limits={card.effectiveLimits} currency={card.currency} />
          <Section
            title="Would this purchase pass?"
            summary="Checked against the card, its limits and its rules. Nothing is charged."
          >
            <WouldPassForm cardId={card.id} currency={card.currency} countries={countryOptions} />
          </Section>
        </div>
      )}
      {reachFor(there, "transaction.see") ? (
        <div className="mt-10">
          <Suspense fallback={<HistorySkeleton />}>
            <CardTransactions actor={there} cardId={card.id} />
          </Suspense>
        </div>
      ) : null}
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
