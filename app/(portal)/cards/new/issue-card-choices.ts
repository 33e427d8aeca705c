import type { DeliveryAddress } from "@/lib/addresses/queries";
import type { PossibleHolder } from "@/lib/users/queries";

/** Somebody to choose in a list. */
export const holderChoice = ({ id, name, email }: PossibleHolder) => ({
  value: String(id),
  label: name,
  hint: email,
});

/** An address to choose in a list. */
export function addressChoice({ id, label, text, isHolders }: DeliveryAddress) {
  return { value: String(id), label: isHolders ? label : `${label} (business)`, hint: text };
}

/** Asks the server for people to whom a card can be issued. Throws when it does not answer. */
export const findHolders = async (search: string) =>
  (await rowsAt<PossibleHolder>(`/cards/new/holders?${new URLSearchParams({ search })}`)).map(holderChoice);

/** Asks the server where a card for somebody can be sent. Throws when it does not answer. */
export const findAddresses = async (holder: string) =>
  (await rowsAt<DeliveryAddress>(`/cards/new/addresses?${new URLSearchParams({ holder })}`)).map(
    addressChoice,
  );

/** Asks the server for the rows of a list. Throws when it does not answer. */
export async function rowsAt<Row>(address: string): Promise<readonly Row[]> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const { rows } = (await answer.json()) as { rows: readonly Row[] };
  return rows;
}
