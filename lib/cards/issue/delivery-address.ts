import type { Work } from "@/lib/command.ts";
import { invalidField } from "@/lib/errors.ts";

/** Returns the id of an address that a card for a person can be sent to: one of the business or
 *  their own. Throws INVALID_INPUT for any other address, and for none. */
export async function takeDeliveryAddress(
  { db }: Pick<Work<unknown>, "db">,
  holderId: number,
  shippingAddressId: number | null,
): Promise<number> {
  if (shippingAddressId === null) throw invalidField("shippingAddressId", "Choose where the card is sent.");
  const address = await db.read.address.findFirst({
    where: { id: shippingAddressId, OR: [{ userId: null }, { userId: holderId }] },
  });
  if (!address)
    throw invalidField("shippingAddressId", "Choose an address of your business or of the holder.", {
      model: "Address",
      id: shippingAddressId,
    });
  return address.id;
}
