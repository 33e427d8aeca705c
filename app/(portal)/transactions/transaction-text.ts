import type { StateTone } from "@/components/ui/display/badge";
import { formatMoney } from "@/lib/money";
import { movedNothing, type TransactionStatus } from "@/lib/transactions/transaction";
import type { TransactionRow } from "@/lib/transactions/transaction-row";

const tones: Readonly<Record<TransactionStatus, StateTone>> = {
  pending: "pending",
  settled: "active",
  declined: "negative",
  voided: "closed",
  expired: "closed",
  returned: "neutral",
  other: "neutral",
};

/** The color of a transaction's state. Money that came back without a purchase looks like a
 *  refund. */
export const transactionTone = ({ status, amount }: Pick<TransactionRow, "status" | "amount">): StateTone =>
  status === "settled" && amount < 0 ? tones.returned : tones[status];

type Amounts = Pick<
  TransactionRow,
  "requestedAmount" | "currency" | "merchantAmount" | "merchantCurrency" | "status"
>;

/** What a list shows for an amount. It is muted where no money moved. */
export const amountText = ({ requestedAmount, currency, status }: Amounts) => ({
  text: formatMoney(BigInt(requestedAmount), currency),
  isMuted: movedNothing(status),
});

/** The amount in the merchant's money. Null where that is the account's own. */
export const merchantAmountText = ({ merchantAmount, merchantCurrency, currency }: Amounts): string | null =>
  merchantCurrency === currency ? null : formatMoney(BigInt(merchantAmount), merchantCurrency);

/** The main reason of a decline, and how many more there are: "Card was frozen, +1". */
export function reasonText({ decline }: Pick<TransactionRow, "decline">): string | null {
  if (decline === null) return null;
  return decline.others.length > 0 ? `${decline.title}, +${decline.others.length}` : decline.title;
}
