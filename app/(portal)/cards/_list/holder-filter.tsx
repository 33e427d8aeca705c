"use client";

import { rowsAt } from "@/app/(portal)/cards/new/issue-card-choices";
import { ComboboxField } from "@/components/ui/form/combobox-field";
import type { Option } from "@/components/ui/form/select-field";
import type { UserRow } from "@/lib/users/queries";

interface HolderFilterProps {
  /** The first people, which are offered before anything is typed. */
  people: readonly Option[];
  /** Who the list is narrowed to now. */
  chosen: Option | undefined;
}

/** Narrows the list of cards to those of one person, found by typing. */
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
      placeholder="Anybody"
    />
  );
}

async function findPeople(search: string): Promise<Option[]> {
  const people = await rowsAt<UserRow>(`/api/users?${new URLSearchParams({ search })}`);
  return people.map(({ id, name, email }) => ({ value: String(id), label: name, hint: email }));
}
