"use server";

import { formAmount, formKey, formMoney, formNumber, formText as text } from "@/lib/http/form";
import { showAction } from "@/lib/http/server-action";
import { verbAction } from "@/lib/http/verb-action";
import { clearPurchase } from "@/lib/sandbox/clear-purchase";
import { makePurchase } from "@/lib/sandbox/make-purchase";
import { refundPurchase } from "@/lib/sandbox/refund-purchase";
import { setFault } from "@/lib/sandbox/set-fault";
import { tipPurchase } from "@/lib/sandbox/tip-purchase";
import { voidPurchase } from "@/lib/sandbox/void-purchase";

export const sendPurchaseAction = showAction(async (actor, form) => {
  const sent = await makePurchase(
    actor,
    {
      cardId: formNumber(form, "cardId"),
      amount: formAmount(form, "amount", "USD"),
      merchant: text(form, "merchant"),
      mcc: text(form, "mcc"),
      country: text(form, "country"),
      currency: text(form, "currency") as "USD",
    },
    formKey(form),
  );
  return { message: sent.approved ? "Purchase approved" : "Purchase declined", shown: sent };
});

const amount = (form: FormData, name: string, currency: string) =>
  formMoney(form, name, currency) ?? undefined;
const step = { transactionId: text, amount };

export const clearPurchaseAction = verbAction(clearPurchase, step, () => ({ message: "Purchase cleared" }));
export const voidPurchaseAction = verbAction(voidPurchase, step, ({ status }) => ({
  message: status === "voided" ? "Purchase voided" : "Part of the purchase voided",
}));
export const refundPurchaseAction = verbAction(refundPurchase, step, () => ({
  message: "Purchase refunded",
}));
export const tipPurchaseAction = verbAction(tipPurchase, step, () => ({ message: "Tip added" }));

export const setFaultAction = verbAction(
  setFault,
  { fault: (form, name) => text(form, name) as "all", on: (form, name) => text(form, name) === "yes" },
  (_, { fault, on }) => ({
    message: fault === "all" ? "All faults are off" : `Fault switched ${on ? "on" : "off"}`,
  }),
);
