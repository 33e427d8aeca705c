import type { Metadata } from "next";
import { NewerOlder } from "@/app/(portal)/_history/newer-older";
import { countText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { pageLinks } from "@/app/(portal)/_lists/list-links";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { RefreshWhileWaiting } from "@/app/(portal)/_pages/refresh-while-waiting";
import { CardLines } from "@/app/(portal)/cards/card-lines";
import { StateBadge } from "@/components/ui/display/badge";
import { Facts } from "@/components/ui/display/facts";
import { Money } from "@/components/ui/display/money";
import { Time } from "@/components/ui/display/time";
import { Notice } from "@/components/ui/layout/notice";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { accountStateLabel, canRestore, canSuspend } from "@/lib/accounts/account";
import { type AccountFacts, readAccount } from "@/lib/accounts/queries";
import { type BusinessAddress, type Enrolment, readEnrolment } from "@/lib/accounts/read-enrolment";
import { countryName } from "@/lib/addresses/countries";
import { type Actor, actingIn } from "@/lib/auth/actor";
import { noteLook } from "@/lib/auth/operator-access";
import { cardListRules } from "@/lib/cards/list/card-list";
import { listCards } from "@/lib/cards/list/list-cards";
import { parseListQuery } from "@/lib/lists/list-query";
import { formatMoney } from "@/lib/money";
import { reachFor } from "@/lib/permissions";
import { accountTones } from "../account-text";
import { AccountVerbs } from "./account-verbs";
import { ConfirmAboveLimit } from "./confirm-above-limit";
import { EnrolAccount } from "./enrol-account";

export async function generateMetadata({ params }: PageProps<"/accounts/[accountId]">): Promise<Metadata> {
  const accountId = rowIdFrom((await params).accountId);
  const [, account] = await loadPage(({ actor }) => readAccount(actor, accountId));
  return { title: account.businessName };
}

/** A business: its details, its state at the issuer, and for operators its cards. */
export default async function AccountPage({ params, searchParams }: PageProps<"/accounts/[accountId]">) {
  const accountId = rowIdFrom((await params).accountId);
  const parameters = await searchParams;
  const pages = parseListQuery(allCards, parameters);
  const [{ actor }, { account, enrolment, cards }] = await loadPage(async ({ actor }) => {
    const account = await readAccount(actor, accountId);
    await noteLook(actor, "Account", accountId);
    const there = actingIn(actor, accountId);
    return {
      account,
      enrolment: await readEnrolment(actor, accountId),
      cards: isLookedAfter(actor, accountId)
        ? await listCards(there, { ...pages, pageSize: cardsAtOnce })
        : null,
    };
  });
  const looksAfter = isLookedAfter(actor, accountId);
  const isPlatform = actor.role === "operator" && !looksAfter;
  const ways = cards ? pageLinks(allCards, pages, cards) : nowhere;
  return (
    <>
      {enrolment.waitingSince === null && account.desiredStatus === null ? null : <RefreshWhileWaiting />}
      <PageHeader
        {...(looksAfter && { back: { href: "/accounts", label: "Businesses" } })}
        title={
          <>
            {account.businessName}
            <StateBadge boxed tone={accountTones[account.status]}>
              {accountStateLabel(account)}
            </StateBadge>
          </>
        }
        summary={cards ? countText(cards.total, cards.totalIsCapped, "card") : null}
        actions={
          <AccountVerbs
            account={{ id: account.id, name: account.businessName, version: account.version }}
            rename={reachFor(actor, "account.rename") !== undefined}
            suspend={
              looksAfter &&
              reachFor(actor, "account.suspend") !== undefined &&
              (canSuspend(account) ||
                (account.desiredStatus === "suspended" && enrolment.stateRefusal !== null))
            }
            clearNetworks={
              looksAfter &&
              reachFor(actor, "account.clear-allowed-networks") !== undefined &&
              account.allowedNetworks.length > 0
            }
            restore={looksAfter && reachFor(actor, "account.restore") !== undefined && canRestore(account)}
          />
        }
      />
      <div className="grid gap-8">
        {isPlatform ? null : <IssuerNotice account={account} enrolment={enrolment} looksAfter={looksAfter} />}
        <Facts items={[...(isPlatform ? [] : moneyFacts(account)), ...factsOf(account, enrolment)]} />
        {looksAfter &&
        !account.isEnrolled &&
        enrolment.waitingSince === null &&
        account.status !== "closed" ? (
          <EnrolAccount accountId={account.id} address={enrolment.addresses[0] ?? null} />
        ) : null}
        {reachFor(actor, "account.set-confirm-above-limit") ? (
          <ConfirmAboveLimit
            accountId={account.id}
            amount={account.confirmAboveLimit}
            currency={account.currency}
            version={account.version}
          />
        ) : null}
        {cards ? (
          <Section title="Cards" summary={countText(cards.total, cards.totalIsCapped, "card")}>
            <DroppedFilters rules={allCards} parameters={parameters} />
            {cards.rows.length > 0 ? (
              <>
                <CardLines page={cards} currency={account.currency} showHolder />
                <NewerOlder newer={ways.previous} older={ways.next} />
              </>
            ) : (
              <p className="text-muted">This business has no cards yet.</p>
            )}
          </Section>
        ) : null}
      </div>
    </>
  );
}

const cardsAtOnce = 25;
// The section pages through all cards of the business. It has no filters.
const allCards = { ...cardListRules, filters: {}, searched: false, kept: {} } as const;
const nowhere = { previous: null, next: null };

// The operators' own account is the platform itself, not a business to manage.
const isLookedAfter = (actor: Actor, accountId: number) =>
  actor.role === "operator" && actor.homeAccountId !== accountId;

function IssuerNotice({
  account,
  enrolment,
  looksAfter,
}: {
  account: AccountFacts;
  enrolment: Enrolment;
  looksAfter: boolean;
}) {
  if (account.suspendedReason !== null)
    return (
      <Notice tone="warning" title={accountStateLabel(account)}>
        <p>{account.suspendedReason}</p>
        {enrolment.stateRefusal !== null ? (
          <p>{refusalText(account, enrolment.stateRefusal)}</p>
        ) : account.desiredStatus === "suspended" ? (
          <p>Its cards can pay until the issuer confirms the suspension.</p>
        ) : null}
      </Notice>
    );
  if (enrolment.waitingSince !== null)
    return (
      <Notice tone="info" title="Waiting for the issuer">
        <p>
          Sent to the issuer <Time iso={enrolment.waitingSince} />. The business stays pending until the
          issuer accepts it.
        </p>
        {enrolment.waitingFor === null ? null : <p>{enrolment.waitingFor}</p>}
      </Notice>
    );
  if (account.isEnrolled) return null;
  if (enrolment.refusal !== null)
    return (
      <Notice tone="negative" title="The issuer rejected this business">
        <p>{enrolment.refusal}</p>
      </Notice>
    );
  return looksAfter ? null : (
    <Notice tone="info" title="Not registered with the issuer">
      <p>
        Registration with the issuer is the next step, and the platform does it. Cards can be issued
        afterwards. Contact support if it takes long.
      </p>
    </Notice>
  );
}

const refusalText = ({ desiredStatus }: AccountFacts, message: string) =>
  desiredStatus === "suspended"
    ? `The issuer did not stop its cards, so they can still pay. It said: ${message} Suspend the business again, or contact support and quote this message.`
    : `The issuer did not restore it. It said: ${message} Restore it again, or contact support and quote this message.`;

function moneyFacts({ balance, balanceAsOf, currency, isEnrolled }: AccountFacts) {
  const unknown = <span className="text-muted">Not available yet</span>;
  return [
    {
      term: "Balance",
      value: balanceAsOf === null ? unknown : <Money text={formatMoney(BigInt(balance), currency)} />,
    },
    ...(balanceAsOf === null ? [] : [{ term: "As of", value: <Time iso={balanceAsOf} /> }]),
    { term: "Currency", value: currency },
    { term: "At the issuer", value: isEnrolled ? "Registered" : unknown },
  ];
}

function factsOf({ ownerEmail, createdAt }: AccountFacts, { addresses }: Enrolment) {
  return [
    { term: "Owner's email", value: ownerEmail },
    { term: "Created", value: <Time iso={createdAt} exact /> },
    ...addresses.map((address) => ({ term: address.label, value: addressText(address), wide: true })),
  ];
}

function addressText({ line1, line2, city, region, postalCode, country }: BusinessAddress): string {
  return [line1, line2, city, [region, postalCode].filter(Boolean).join(" "), countryName(country)]
    .filter(Boolean)
    .join(", ");
}
