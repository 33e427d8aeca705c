import { z } from "zod";
import { withDeleted } from "@/lib/db/scope.ts";
import { readAs } from "@/lib/read.ts";
import { issuerActor } from "./issuer-actor.ts";
import { addressOf } from "./issuer-address.ts";
import { IssuerError } from "./issuer-error.ts";
import type { Delivery } from "./lithic-cards.ts";
import type { Operation } from "./operation.ts";

const payloadShape = z.object({ shippingAddressId: z.int() });

/** The address that a card is to be sent to. */
export const shippingAddressIdOf = ({ payload }: Operation): number =>
  payloadShape.parse(payload).shippingAddressId;

/** To whom and where a card is to be sent; an address that was removed after it was chosen still counts. Throws an IssuerError when there is none. */
export async function deliveryOf(operation: Operation): Promise<Delivery> {
  const { card, address } = await readAs(issuerActor(operation.accountId), "card.see", (db) =>
    withDeleted(async () => ({
      card: await db.card.findFirst({
        where: { id: operation.targetId },
        select: { user: { select: { name: true } } },
      }),
      address: await db.address.findFirst({ where: { id: shippingAddressIdOf(operation) } }),
    })),
  );
  if (!card || !address) throw new IssuerError("refused", "The card or its address is gone.");
  return { name: card.user.name, address: addressOf(address) };
}
