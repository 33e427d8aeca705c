"use client";

import { Coins, CreditCard, Landmark, Smartphone } from "lucide-react";
import { useState } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import { AddressFields, addressParts } from "@/app/_forms/address-fields";
import { MoneyField } from "@/app/_forms/money-field";
import { issueCardAction } from "@/app/(portal)/cards/actions";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ChoiceField } from "@/components/ui/form/choice-field";
import { ComboboxField } from "@/components/ui/form/combobox-field";
import { type Option, SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { printedLengths } from "@/lib/addresses/address-lengths";
import { maxLength } from "@/lib/fields/max-length";
import { ProfileField } from "../profile-field";
import { findHolders } from "./issue-card-choices";
import { useAddresses } from "./use-addresses";

interface IssueCardFormProps {
  /** Sent twice with the same key, the form issues one card. */
  idempotencyKey: string;
  currency: string;
  /** The first people by name. Typing finds the rest. */
  holders: readonly Option[];
  holder: string | undefined;
  windows: readonly Option[];
  addresses: readonly Option[];
  countries: readonly Option[];
  profiles: readonly Option[];
}

/** The form that issues a card. CSS alone shows the fields that fit the choices, so the form
 *  works before and without JavaScript. */
export function IssueCardForm({
  idempotencyKey,
  currency,
  holders,
  holder,
  windows,
  addresses,
  countries,
  profiles,
}: IssueCardFormProps) {
  const [isReloadable, setReloadable] = useState(false);
  const places = useAddresses(addresses);

  return (
    <ActionForm
      action={issueCardAction}
      name="issue"
      idempotencyKey={idempotencyKey}
      shownFields={shownFields}
      onChange={(event) => setReloadable(new FormData(event.currentTarget).get("cardType") === "reloadable")}
      className="group/issue grid max-w-160 gap-6"
    >
      {({ fields, values, code }) => (
        <>
          <noscript>
            <SelectField
              label="Cardholder"
              name="userId"
              options={holders}
              defaultValue={values.userId ?? holder ?? ""}
              placeholder="Choose a person"
              error={fields.userId}
            />
          </noscript>
          <div className="[@media(scripting:none)]:hidden">
            <ComboboxField
              label="Cardholder"
              name="userId"
              options={holders}
              search={findHolders}
              defaultValue={values.userId ?? holder}
              placeholder="Type a name or an email address"
              error={fields.userId}
              onChoose={(holder) => void places.look(holder?.value ?? null)}
            />
          </div>
          <ChoiceField
            label="Card type"
            name="cardType"
            defaultValue={values.cardType ?? "debit"}
            error={fields.cardType}
            options={[
              {
                value: "debit",
                label: "Debit",
                hint: "Spends the balance of your business.",
                icon: <Landmark />,
              },
              {
                value: "reloadable",
                label: "Reloadable",
                hint: "Spends only what is loaded on it.",
                icon: <Coins />,
              },
            ]}
          />
          <ChoiceField
            label="Form"
            name="form"
            defaultValue={values.form ?? "virtual"}
            error={fields.form}
            options={[
              {
                value: "virtual",
                label: "Virtual",
                hint: "For online purchases. Ready immediately.",
                icon: <Smartphone />,
              },
              {
                value: "physical",
                label: "Physical",
                hint: "Shipped by mail, for in-store purchases.",
                icon: <CreditCard />,
              },
            ]}
          />
          <fieldset className="group/sent hidden gap-4 border-line border-s-2 ps-4 group-has-[[name=form][value=physical]:checked]/issue:grid">
            <legend className="sr-only">Where the card is sent</legend>
            <SelectField
              label="Ship to"
              name="shippingAddressId"
              options={[...places.options, { value: "new", label: "Another address" }]}
              defaultValue={values.shippingAddressId ?? places.options[0]?.value ?? "new"}
              error={fields.shippingAddressId}
              hint={places.problem}
            />
            <div className="hidden grid-cols-1 gap-4 group-has-[option[value=new]:checked]/sent:grid sm:grid-cols-2">
              <AddressFields
                prefix="shippingAddress."
                maxLengths={printedLengths}
                fields={fields}
                values={values}
                countries={countries}
              />
            </div>
          </fieldset>
          <TextField
            label="Memo"
            name="memo"
            maxLength={maxLength("Card", "memo")}
            autoComplete="off"
            defaultValue={values.memo}
            error={fields.memo}
            hint="What the card is for, such as Travel. Optional."
          />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <MoneyField
              label={isReloadable ? "Initial load" : "Spend limit"}
              name="spendLimit"
              currency={currency}
              defaultValue={values.spendLimit}
              error={fields.spendLimit}
              hint={
                isReloadable
                  ? "The card can spend this much until you load more."
                  : "Leave empty for no card limit."
              }
            />
            <div className="group-has-[[name=cardType][value=reloadable]:checked]/issue:hidden">
              <SelectField
                label="Period"
                name="spendLimitDuration"
                options={windows}
                defaultValue={values.spendLimitDuration ?? "monthly"}
                error={fields.spendLimitDuration}
                hint="Rolling period, ending with each purchase."
              />
            </div>
          </div>
          {profiles.length > 0 ? (
            <ProfileField
              profiles={profiles}
              value={values.spendingProfileId}
              error={fields.spendingProfileId}
              hint="Its rules hold from the first purchase."
            />
          ) : null}
          <div className="flex flex-wrap gap-2 border-line border-t pt-5">
            <SubmitButton>Issue card</SubmitButton>
            <ButtonLink href="/cards" variant="outline">
              {code === "KEY_REUSED" ? "View cards" : "Cancel"}
            </ButtonLink>
            {code === "KEY_REUSED" ? (
              <a
                href="/cards/new"
                className="inline-flex h-9 items-center px-4 font-medium text-accent underline-offset-4 hover:underline"
              >
                Start with a new form
              </a>
            ) : null}
          </div>
        </>
      )}
    </ActionForm>
  );
}

const shownFields = [
  ...["userId", "cardType", "form", "memo", "spendLimit", "spendLimitDuration", "shippingAddressId"],
  "spendingProfileId",
  ...addressParts.map((part) => `shippingAddress.${part}`),
];
