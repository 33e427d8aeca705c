import { countText } from "@/app/(portal)/_lists/count-text";
import { TransactionLines } from "@/app/(portal)/transactions/transaction-lines";
import { Section } from "@/components/ui/layout/section";
import type { Actor } from "@/lib/auth/actor";
import { parseListQuery } from "@/lib/lists/list-query";
import { listTransactions } from "@/lib/transactions/list/list-transactions";
import { transactionListRules } from "@/lib/transactions/list/transaction-list";

/** The latest transactions of a card. */
export async function CardTransactions({ actor, cardId }: { actor: Actor; cardId: number }) {
  const query = parseListQuery(transactionListRules, { card: String(cardId), pageSize: "8" });
  const page = await listTransactions(actor, query);
  return (
    <Section
      title="Transactions"
      summary={page.total > 0 ? countText(page.total, page.totalIsCapped, "transaction") : undefined}
    >
      {page.total > 0 ? (
        <TransactionLines page={page} allHref={`/transactions?card=${cardId}`} />
      ) : (
        <p className="text-muted">No transactions yet.</p>
      )}
    </Section>
  );
}
