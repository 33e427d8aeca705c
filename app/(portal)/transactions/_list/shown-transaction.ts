import type { StateTone } from "@/components/ui/display/badge";
import { transactionStateLabel } from "@/lib/transactions/transaction";
import { placeText } from "@/lib/transactions/transaction-place";
import type { TransactionRow } from "@/lib/transactions/transaction-row";
import { amountText, merchantAmountText, reasonText, transactionTone } from "../transaction-text";

/** A transaction as text for the list. Times are ISO 8601. */
export interface ShownTransaction {
  readonly id: string;
  readonly merchant: string;
  readonly category: string;
  readonly place: string | null;
  readonly card: { readonly memo: string | null; readonly lastFour: string | null };
  readonly holder: string;
  readonly profile: string | null;
  readonly state: string;
  readonly tone: StateTone;
  readonly reason: string | null;
  readonly amount: { readonly text: string; readonly isMuted: boolean };
  readonly merchantAmount: string | null;
  readonly receipt: TransactionRow["receipt"];
  readonly createdAt: string;
}

/** A transaction as the list shows it. */
export const shownTransaction = (row: TransactionRow): ShownTransaction => ({
  id: row.id,
  merchant: row.merchant.name,
  category: row.merchant.category,
  place: placeText(row.merchant),
  card: { memo: row.card.memo, lastFour: row.card.lastFour },
  holder: row.holder.name,
  profile: row.spendingProfile?.name ?? null,
  state: transactionStateLabel(row),
  tone: transactionTone(row),
  reason: reasonText(row),
  amount: amountText(row),
  merchantAmount: merchantAmountText(row),
  receipt: row.receipt,
  createdAt: row.createdAt,
});
