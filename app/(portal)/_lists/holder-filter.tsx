"use client";

import { ComboboxField } from "@/components/ui/form/combobox-field";
import type { Option } from "@/components/ui/form/select-field";
import type { UserRow } from "@/lib/users/queries";
import { rowsAt } from "./rows-at";

interface HolderFilterProps {
  /** The first people, which are offered before anyone types. */
  people: readonly Option[];
  /** The holder that the list is filtered by now. */
  chosen: Option | undefined;
}

/** Filters the list of cards by one holder. The person types to find the holder. */
export function HolderFilter({ people, chosen }: HolderFilterProps) {
  const options =
    chosen && !people.some(({ value }) => value === chosen.value) ? [chosen, ...people] : people;
  return (
    <ComboboxField
      label="Holder"
      name="holder"
      options={options}
      search={findPeople}
      defaultValue={chosen?.value}
      placeholder="Anyone"
    />
  );
}

async function findPeople(search: string): Promise<Option[]> {
  const people = await rowsAt<UserRow>(`/api/users?${new URLSearchParams({ search })}`);
  return people.map(({ id, name, email }) => ({ value: String(id), label: name, hint: email }));
}
