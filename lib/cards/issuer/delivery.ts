import { z } from "zod";
import { toIssuerAddress } from "@/lib/addresses/to-issuer-address.ts";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { withDeleted } from "@/lib/db/scope.ts";
import type { Delivery } from "@/lib/lithic/cards.ts";
import { IssuerError } from "@/lib/lithic/issuer-error.ts";
import type { Operation } from "@/lib/outbox/operation.ts";
import { readAs } from "@/lib/read.ts";
import { printedName } from "@/lib/users/name/name-at-issuer.ts";

/** The payload of an order to print a card: the address to ship it to. */
export const deliveryPayload = z.object({ shippingAddressId: z.int() });

/** Returns the recipient and address of a card. An address that was removed after it was chosen
 *  still counts. Throws an IssuerError when there is none. */
export async function readDelivery({
  accountId,
  targetId,
  payload,
}: Operation<z.output<typeof deliveryPayload>>): Promise<Delivery> {
  const { card, address } = await readAs(issuerActor(accountId), "card.see", (db) =>
    withDeleted(async () => ({
      card: await db.card.findFirst({
        where: { id: targetId },
        select: { user: { select: { givenName: true, familyName: true } } },
      }),
      address: await db.address.findFirst({ where: { id: payload.shippingAddressId } }),
    })),
  );
  if (!card || !address) throw new IssuerError("refused", "The card or its address is gone.");
  return { ...printedName(card.user), address: toIssuerAddress(address) };
}
