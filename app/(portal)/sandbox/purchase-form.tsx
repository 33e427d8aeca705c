"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import { MoneyField } from "@/app/_forms/money-field";
import { useShown } from "@/app/_forms/use-shown";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ComboboxField } from "@/components/ui/form/combobox-field";
import { type Option, SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { Notice } from "@/components/ui/layout/notice";
import { maxMerchantLength, merchants } from "@/lib/sandbox/merchants";
import { declineWords } from "@/lib/transactions/decline-words";
import { sendPurchaseAction } from "./actions";
import { findCards } from "./card-choices";

interface PurchaseFormProps {
  /** The newest cards. Typing finds the rest. */
  cards: readonly Option[];
  categories: readonly Option[];
  countries: readonly Option[];
}

/** Sends a purchase, and says at once what the issuer answered. A chosen merchant fills in the
 *  rest. */
export function PurchaseForm({ cards, categories, countries }: PurchaseFormProps) {
  const router = useRouter();
  const { shown, action } = useShown(sendPurchaseAction, () => router.refresh());
  const [merchant, setMerchant] = useState(merchants[0]);
  return (
    <ActionForm action={action} name="purchase" shownFields={shownFields} className="grid gap-4">
      {({ fields, values }) => (
        <>
          <ComboboxField
            label="Card"
            name="cardId"
            options={cards}
            search={findCards}
            defaultValue={values.cardId ?? cards[0]?.value}
            placeholder="Type a memo, a holder or the last four digits"
            error={fields.cardId}
          />
          <SelectField
            label="Merchant"
            name="chosen"
            options={merchants.map(({ name }) => ({ value: name, label: name }))}
            defaultValue={merchant?.name ?? ""}
            onChange={(event) => setMerchant(merchants.find(({ name }) => name === event.target.value))}
          />
          <MoneyField
            label="Amount"
            name="amount"
            currency="USD"
            defaultValue={values.amount ?? "40.00"}
            error={fields.amount}
          />
          <div key={merchant?.name} className="grid items-start gap-4 sm:grid-cols-2">
            <div className="sm:col-span-2">
              <ComboboxField
                label="Category"
                name="mcc"
                options={categories}
                defaultValue={merchant?.mcc}
                error={fields.mcc}
              />
            </div>
            <div className="sm:col-span-2">
              <TextField
                label="Name on the statement"
                name="merchant"
                maxLength={maxMerchantLength}
                defaultValue={merchant?.name}
                error={fields.merchant}
                autoComplete="off"
              />
            </div>
            <SelectField
              label="Country"
              name="country"
              options={countries}
              defaultValue={merchant?.country ?? "USA"}
              error={fields.country}
            />
            <SelectField
              label="Merchant's currency"
              name="currency"
              options={currencies}
              defaultValue={merchant?.currency ?? "USD"}
              error={fields.currency}
              hint="The amount is in dollars and converted at a fixed rate."
            />
          </div>
          <SubmitButton>Send purchase</SubmitButton>
          {shown ? <Answer {...shown} /> : null}
        </>
      )}
    </ActionForm>
  );
}

function Answer({ approved, declineReason }: { approved: boolean; declineReason: string | null }) {
  const words = declineWords({
    reasons: declineReason ? [declineReason] : [],
    profile: null,
    ruleKind: null,
    category: "",
    country: null,
  });
  return approved ? (
    <Notice tone="positive" title="Approved">
      <p>The amount is held until the merchant clears or voids it.</p>
    </Notice>
  ) : (
    <Notice tone="negative" title={words?.title ?? "Declined"}>
      <p>{words?.admin}</p>
    </Notice>
  );
}

const currencies = ["USD", "EUR", "GBP"].map((code) => ({ value: code, label: code }));

const shownFields = ["cardId", "amount", "mcc", "merchant", "country", "currency"];
