import { QuietLink } from "@/components/ui/control/quiet-link";
import { type Fact, Facts } from "@/components/ui/display/facts";
import { LastFour } from "@/components/ui/display/last-four";
import { Time } from "@/components/ui/display/time";
import type { Actor } from "@/lib/auth/actor";
import { reachFor } from "@/lib/permissions";
import { paidWithText } from "@/lib/transactions/paid-with";
import type { TransactionFacts } from "@/lib/transactions/queries";
import { placeText } from "@/lib/transactions/transaction-place";
import { amountText, merchantAmountText } from "../transaction-text";

/** The details of a transaction. */
export function TransactionFactList({ actor, transaction }: { actor: Actor; transaction: TransactionFacts }) {
  const { merchant, card, holder, spendingProfile, settledAt } = transaction;
  const foreign = merchantAmountText(transaction);
  const items: (Fact | null)[] = [
    {
      term: "Merchant",
      value: (
        <QuietLink href={`/transactions?${new URLSearchParams({ search: merchant.name })}`}>
          {merchant.name}
        </QuietLink>
      ),
    },
    {
      term: "Category",
      value: (
        <>
          <QuietLink href={`/transactions?category=${merchant.mcc}`}>{merchant.category}</QuietLink>{" "}
          <span className="font-mono text-muted text-sm">{merchant.mcc}</span>
        </>
      ),
    },
    fact("Place", placeText(merchant)),
    { term: "Amount", value: <Amounts own={amountText(transaction).text} foreign={foreign} /> },
    fact("Paid with", paidWithText(transaction.paidWith)),
    { term: "Card", value: <CardLink card={card} /> },
    {
      term: "Holder",
      value: <QuietLink href={reachFor(actor, "user.see") && `/users/${holder.id}`}>{holder.name}</QuietLink>,
    },
    {
      term: "Profile",
      value: spendingProfile ? (
        <QuietLink
          href={reachFor(actor, "spending-profile.see") && `/spending-profiles/${spendingProfile.id}`}
        >
          {spendingProfile.name}
        </QuietLink>
      ) : (
        <span className="text-muted">None</span>
      ),
    },
    settledAt === null ? null : { term: "Settled", value: <Time iso={settledAt} exact /> },
    fact("Merchant ID", transaction.merchantId),
    { term: "Reference", value: <span className="font-mono text-sm">{transaction.id}</span> },
  ];
  return (
    <div className="grid gap-2">
      <Facts items={items.filter((item) => item !== null)} columns={1} />
      <p className="text-muted text-sm">Holder and profile as they were at the purchase.</p>
    </div>
  );
}

const fact = (term: string, value: string | null): Fact | null => (value === null ? null : { term, value });

function Amounts({ own, foreign }: { own: string; foreign: string | null }) {
  return foreign === null ? own : `${foreign} · ${own}`;
}

function CardLink({ card: { id, memo, lastFour } }: { card: TransactionFacts["card"] }) {
  return (
    <>
      <QuietLink href={`/cards/${id}`}>{memo ?? "No memo"}</QuietLink>{" "}
      {lastFour === null ? null : <LastFour digits={lastFour} />}
    </>
  );
}
