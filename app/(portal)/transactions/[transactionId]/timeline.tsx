import { StateDot, type StateTone } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";
import { formatMoney } from "@/lib/money";
import { paidWithText } from "@/lib/transactions/paid-with";
import type { TransactionFacts } from "@/lib/transactions/queries";
import { stepTitle } from "@/lib/transactions/step-words";
import { placeText } from "@/lib/transactions/transaction-place";

type Step = TransactionFacts["steps"][number];

/** What happened in a transaction, in order. */
export function Timeline({ transaction }: { transaction: TransactionFacts }) {
  if (transaction.steps.length === 0)
    return <p className="text-muted">The issuer states no steps of this transaction.</p>;
  return (
    <ol className="grid">
      {transaction.steps.map((step, n) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added at the end.
          key={n}
          className="relative grid grid-cols-[0.5rem_minmax(0,1fr)] gap-x-4 pb-5 sm:grid-cols-[0.5rem_12rem_minmax(0,1fr)] [&:not(:last-child)]:before:absolute [&:not(:last-child)]:before:start-[3.5px] [&:not(:last-child)]:before:top-4 [&:not(:last-child)]:before:bottom-0 [&:not(:last-child)]:before:w-px [&:not(:last-child)]:before:bg-line"
        >
          <span className="flex h-5 items-center">
            <StateDot tone={toneOf(step)} />
          </span>
          <span className="text-muted max-sm:order-1 max-sm:col-start-2">
            <Time iso={step.at} exact />
          </span>
          <div className="grid min-w-0 gap-0.5">
            <p className="font-medium [overflow-wrap:anywhere]">{titleOf(step, transaction)}</p>
            {noteOf(step, n, transaction).map((note) => (
              <p key={note} className="text-muted [overflow-wrap:anywhere]">
                {note}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function toneOf({ kind, result }: Step): StateTone {
  if (result === "declined") return "negative";
  if (kind === "clearing" || kind === "financial_authorization") return "active";
  return kind.startsWith("authorization") ? "pending" : "neutral";
}

const plain = (minorUnits: number, currency: string) => formatMoney(BigInt(Math.abs(minorUnits)), currency);

const titleOf = (step: Step, { currency, merchant }: TransactionFacts) =>
  stepTitle({
    kind: step.kind,
    result: step.result,
    amount: plain(step.amount, currency),
    isBack: step.amount < 0,
    merchant: merchant.name,
  });

function noteOf(step: Step, n: number, transaction: TransactionFacts): string[] {
  const { currency, merchantCurrency, decline, paidWith, merchant } = transaction;
  const foreign =
    step.merchantAmount !== null && merchantCurrency !== currency
      ? `${plain(step.merchantAmount, merchantCurrency)} in the merchant’s currency`
      : null;
  const how = n === 0 ? [paidWithText(paidWith), placeText(merchant)].filter(Boolean).join(" · ") : null;
  const why =
    step.result === "declined" ? `Declined: ${decline?.title ?? step.detail}. No money moved.` : null;
  return [foreign, how, why].filter((note) => note !== null && note !== "") as string[];
}
