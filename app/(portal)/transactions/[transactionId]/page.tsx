import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { StateBadge } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { cardName } from "@/lib/cards/card";
import { readTransaction } from "@/lib/transactions/queries";
import { transactionStateLabel } from "@/lib/transactions/transaction";
import { amountText, transactionTone } from "../transaction-text";
import { Decline } from "./decline";
import { Timeline } from "./timeline";
import { TransactionFactList } from "./transaction-fact-list";

type Props = PageProps<"/transactions/[transactionId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [, transaction] = await load(await params);
  return { title: `${amountText(transaction).text} at ${transaction.merchant.name}` };
}

/** One transaction: what happened, why, and how it stands. */
export default async function TransactionPage({ params }: Props) {
  const [{ actor }, transaction] = await load(await params);
  return (
    <>
      <PageHeader
        back={{ href: "/transactions", label: "Transactions" }}
        title={
          <>
            {amountText(transaction).text} at {transaction.merchant.name}
            <StateBadge boxed tone={transactionTone(transaction)}>
              {transactionStateLabel(transaction)}
            </StateBadge>
          </>
        }
        summary={
          <>
            <Time iso={transaction.createdAt} exact /> · {cardName(transaction.card)} ·{" "}
            {transaction.holder.name}
          </>
        }
      />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22.5rem]">
        <div className="grid content-start gap-8">
          <Decline actor={actor} transaction={transaction} />
          <Section title="Timeline">
            <Timeline transaction={transaction} />
          </Section>
        </div>
        <aside aria-label="Details" className="border-line border-t">
          <TransactionFactList actor={actor} transaction={transaction} />
        </aside>
      </div>
    </>
  );
}

async function load({ transactionId }: Awaited<Props["params"]>) {
  const id = z.uuid().safeParse(transactionId).data ?? notFound();
  return loadPage(({ actor }) => readTransaction(actor, id));
}
