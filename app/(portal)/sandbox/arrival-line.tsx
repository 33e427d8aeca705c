import { AppLink } from "@/components/ui/control/app-link";
import { StateBadge, StateDot } from "@/components/ui/display/badge";
import { Money } from "@/components/ui/display/money";
import { Time } from "@/components/ui/display/time";
import { cardName } from "@/lib/cards/card";
import { merchantCategory } from "@/lib/merchant-categories/merchant-categories";
import { formatMoney } from "@/lib/money";
import type { Arrival } from "@/lib/sandbox/arrivals";
import { declineWords } from "@/lib/transactions/decline-words";
import { arrivalAmount, arrivalStates, messageText, stepText } from "./arrival-text";
import { PurchaseVerbs } from "./purchase-verbs";

/** A transaction, its steps, the messages about it, and what can be done with it. */
export function ArrivalLine({ arrival }: { arrival: Arrival }) {
  const { id, card, merchantName, merchantCategory: code, status } = arrival;
  const decline = declineWords(arrival.decline);
  const [label, tone] = arrivalStates[status];
  const { merchantAmount, merchantCurrency, currency } = arrival;
  return (
    <li className="grid gap-3 border-line border-b py-4 first:pt-0 last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-56">
          <p className="truncate font-medium">
            <AppLink
              href={`/transactions/${id}`}
              className="inline-block min-h-6 leading-6 underline-offset-4 hover:underline"
            >
              {merchantName}
            </AppLink>
          </p>
          <p className="text-muted text-sm">
            {merchantCategory(code).name} ·{" "}
            <AppLink href={`/cards/${card.id}`} className="underline decoration-line underline-offset-4">
              {cardName(card)}
            </AppLink>
          </p>
        </div>
        <div className="text-end">
          <p className={status === "declined" ? "text-muted" : "font-medium"}>
            <Money text={arrivalAmount(arrival)} />
          </p>
          {merchantCurrency === currency ? null : (
            <p className="text-muted text-sm">
              <Money text={formatMoney(BigInt(merchantAmount), merchantCurrency)} />
            </p>
          )}
        </div>
      </div>
      <p>
        <StateBadge tone={tone}>{label}</StateBadge>
        {decline === null ? null : <span className="text-muted"> · {decline.title}</span>}
      </p>
      <ol className="grid gap-1 text-sm">
        {entriesOf(arrival).map(({ id, at, text, tone }) => (
          <li key={id} className="flex items-baseline gap-2">
            <StateDot tone={tone} />
            <span className="min-w-0 flex-1">{text}</span>
            <span className="text-muted">
              <Time iso={at} />
            </span>
          </li>
        ))}
      </ol>
      <PurchaseVerbs arrival={arrival} />
    </li>
  );
}

function entriesOf({ steps, messages, currency, merchantName }: Arrival) {
  const entries = [
    ...steps.map((step) => ({
      ...{ id: step.id, at: step.at, text: stepText(step, { merchant: merchantName, currency }) },
      tone: step.isApproved ? ("active" as const) : ("negative" as const),
    })),
    ...messages.map((message) => ({
      ...{ id: message.id, at: message.receivedAt, text: messageText(message) },
      tone: message.handledAt === null ? ("pending" as const) : ("closed" as const),
    })),
  ];
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}
