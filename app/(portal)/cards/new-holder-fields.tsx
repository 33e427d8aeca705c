"use client";

import { useEffect, useState } from "react";
import type { Failed } from "@/app/_forms/confirm-dialog";
import { MoneyField } from "@/app/_forms/money-field";
import { findNewHolders } from "@/app/(portal)/cards/new/issue-card-choices";
import { useAddresses } from "@/app/(portal)/cards/new/use-addresses";
import { ComboboxField } from "@/components/ui/form/combobox-field";
import { type Option, SelectField } from "@/components/ui/form/select-field";

/** The fields of `NewHolderFields`. */
export const newHolderFieldNames = ["holderId", "shippingAddressId", "spendLimit"] as const;

interface NewHolderFieldsProps {
  /** The person who holds the cards now. */
  holderId: number;
  /** Asks where physical cards are sent. */
  isPhysical: boolean;
  /** The currency in which reloadable cards are loaded. Null asks for no amount. */
  loadCurrency: string | null;
  loadLabel: string;
  failed: Failed | null;
  /** What precedes the names of the fields in the errors of the action, such as "openCards.". */
  errorPrefix?: string;
  onChoose?: (holder: Option | null) => void;
}

/** Chooses who takes over cards, where physical ones are sent and what is loaded on reloadable
 *  ones. */
export function NewHolderFields({
  holderId,
  isPhysical,
  loadCurrency,
  loadLabel,
  failed,
  errorPrefix = "",
  onChoose,
}: NewHolderFieldsProps) {
  const people = useFirstPeople(holderId);
  const places = useAddresses(noAddresses);
  const [isChosen, setChosen] = useState(false);
  const errorOf = (field: (typeof newHolderFieldNames)[number]) =>
    failed?.fields[`${errorPrefix}${field}`] ?? failed?.fields[field];

  function choose(holder: Option | null) {
    setChosen(holder !== null);
    onChoose?.(holder);
    if (isPhysical) void places.look(holder?.value ?? null);
  }

  return (
    <>
      <ComboboxField
        label="New holder"
        name="holderId"
        options={people}
        search={(search) => findNewHolders(holderId, search)}
        placeholder="Type a name or an email address"
        error={errorOf("holderId")}
        onChoose={choose}
      />
      {isPhysical ? (
        <SelectField
          label="Ship to"
          name="shippingAddressId"
          options={places.options}
          placeholder={isChosen ? "Choose an address" : "Choose the new holder first"}
          defaultValue={failed?.values.shippingAddressId ?? ""}
          error={errorOf("shippingAddressId")}
          hint={places.problem}
        />
      ) : null}
      {loadCurrency === null ? null : (
        <MoneyField
          label={loadLabel}
          name="spendLimit"
          currency={loadCurrency}
          hint="The balance of the old card is not moved. It is available to load again."
          defaultValue={failed?.values.spendLimit}
          error={errorOf("spendLimit")}
        />
      )}
    </>
  );
}

const noAddresses: readonly Option[] = [];

// The first people are offered before anyone types. Without them, typing still finds everybody.
function useFirstPeople(holderId: number): readonly Option[] {
  const [people, setPeople] = useState<readonly Option[]>([]);
  useEffect(() => {
    let isGone = false;
    findNewHolders(holderId, "").then(
      (found) => isGone || setPeople(found),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [holderId]);
  return people;
}
