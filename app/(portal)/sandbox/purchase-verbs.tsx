"use client";

import { startTransition } from "react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { failureText } from "@/app/_forms/failure-text";
import { MoneyField } from "@/app/_forms/money-field";
import { useVerb } from "@/app/_forms/use-verb";
import { Button } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { FormError } from "@/components/ui/form/form-error";
import type { FormAction } from "@/lib/http/server-action";
import { groupedDecimal } from "@/lib/money";
import type { Arrival } from "@/lib/sandbox/arrivals";
import { clearPurchaseAction, refundPurchaseAction, tipPurchaseAction, voidPurchaseAction } from "./actions";

/** What can be done with a purchase: nothing with one that is over. */
export function PurchaseVerbs({ arrival }: { arrival: Arrival }) {
  const { status, amount } = arrival;
  if (amount <= 0 || (status !== "pending" && status !== "settled")) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {status === "pending" ? (
        <>
          <AtOnce arrival={arrival} action={clearPurchaseAction} verb="Clear" />
          <WithAmount arrival={arrival} {...dialogs.clear} />
          <WithAmount arrival={arrival} {...dialogs.tip} />
          <AtOnce arrival={arrival} action={voidPurchaseAction} verb="Void" />
        </>
      ) : (
        <>
          <WithAmount arrival={arrival} {...dialogs.refund} isWhole />
          <WithAmount arrival={arrival} {...dialogs.clearMore} />
        </>
      )}
    </div>
  );
}

interface Verb {
  arrival: Arrival;
  action: FormAction;
  verb: string;
}

function AtOnce({ arrival: { id, merchantName }, action, verb }: Verb) {
  const [answer, send] = useVerb(action, `${verb} ${id}`);
  const failed = answer?.ok === false ? answer : null;
  return (
    <form action={(form) => startTransition(() => send(form))}>
      <input type="hidden" name="transactionId" value={id} />
      <SubmitButton variant="outline" size="small" aria-label={`${verb} ${merchantName}`}>
        {verb}
      </SubmitButton>
      {failed ? <FormError message={failureText(failed, [])} attempt={answer} /> : null}
    </form>
  );
}

const dialogs = {
  clear: {
    action: clearPurchaseAction,
    verb: "Clear partly",
    text: "The merchant collects this much. What else is held is released; it can collect again later.",
  },
  clearMore: {
    action: clearPurchaseAction,
    verb: "Clear more",
    text: "The merchant collects this much in addition, as with a second shipment.",
  },
  tip: { action: tipPurchaseAction, verb: "Tip", text: "The purchase holds this much more." },
  refund: {
    action: refundPurchaseAction,
    verb: "Refund",
    text: "The merchant pays this much back. The refund settles at once, as a transaction of its own.",
  },
} as const;

function WithAmount({ arrival, action, verb, text, isWhole }: Verb & { text: string; isWhole?: boolean }) {
  const { id, merchantName, amount, currency } = arrival;
  return (
    <ConfirmDialog
      hidden={{ transactionId: id }}
      action={action}
      title={`${verb}: ${merchantName}`}
      text={text}
      verb={verb}
      fields={["amount"]}
      opening={{
        trigger: (
          <Button variant="outline" size="small" aria-label={`${verb} ${merchantName}`}>
            {verb}
          </Button>
        ),
      }}
    >
      {(failed) => (
        <MoneyField
          label="Amount"
          name="amount"
          currency={currency}
          error={failed?.fields.amount}
          defaultValue={failed?.values.amount ?? (isWhole ? groupedDecimal(BigInt(amount), currency) : "")}
        />
      )}
    </ConfirmDialog>
  );
}
