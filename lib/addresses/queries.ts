import type { Actor } from "@/lib/auth/actor.ts";
import { openField } from "@/lib/db/encryption/sealed-fields.ts";
import type { Row } from "@/lib/db/schema.ts";
import { readAs } from "@/lib/read.ts";

/** An address that a card can ship to, on one line. `isHolders`: it belongs to the person, not to
 *  the business. */
export interface DeliveryAddress {
  readonly id: number;
  readonly label: string;
  readonly text: string;
  readonly isHolders: boolean;
}

const maxOffered = 50;

/** The addresses that a person's card can ship to: their newest, then those of the business. Needs
 *  card.issue. */
export function deliveryAddresses(actor: Actor, holderId: number | null): Promise<DeliveryAddress[]> {
  return readAs(actor, "card.issue", async (db) => {
    const newest = { orderBy: { id: "desc" }, take: maxOffered } as const;
    const ofHolder =
      holderId === null ? [] : await db.address.findMany({ where: { userId: holderId }, ...newest });
    const ofBusiness = await db.address.findMany({ where: { userId: null }, ...newest });
    return [...ofHolder, ...ofBusiness].map(deliveryAddress);
  });
}

function deliveryAddress(address: Row<"Address">): DeliveryAddress {
  const { id, label, city, region, postalCode, country, userId } = address;
  const street = [openField("Address", address, "line1"), openField("Address", address, "line2")];
  const text = [...street, city, [region, postalCode].filter(Boolean).join(" "), country]
    .filter(Boolean)
    .join(", ");
  return { id, label, text, isHolders: userId !== null };
}
