import { rowsAt } from "@/app/(portal)/_lists/rows-at";
import type { DeliveryAddress } from "@/lib/addresses/queries";
import type { PossibleHolder } from "@/lib/users/queries";

/** A person as an option of a list. */
export const holderChoice = ({ id, name, email }: PossibleHolder) => ({
  value: String(id),
  label: name,
  hint: email,
});

/** An address as an option of a list. */
export function addressChoice({ id, label, text, isHolders }: DeliveryAddress) {
  return { value: String(id), label: isHolders ? label : `${label} (business)`, hint: text };
}

/** Fetches people who can hold a card. Throws when the server does not answer. */
export const findHolders = async (search: string) =>
  (await rowsAt<PossibleHolder>(`/cards/new/holders?${new URLSearchParams({ search })}`)).map(holderChoice);

/** Fetches active people who can take over a card of somebody. Throws when the server does not
 *  answer. */
export const findNewHolders = async (holderId: number, search: string) => {
  const asked = new URLSearchParams({ search, status: "active", except: String(holderId) });
  return (await rowsAt<PossibleHolder>(`/cards/new/holders?${asked}`)).map(holderChoice);
};

/** Fetches the addresses for a holder. Throws when the server does not answer. */
export const findAddresses = async (holder: string) =>
  (await rowsAt<DeliveryAddress>(`/cards/new/addresses?${new URLSearchParams({ holder })}`)).map(
    addressChoice,
  );
