import type { z } from "zod";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { convertCardAtIssuer } from "@/lib/lithic/card-prints.ts";
import { type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { lithicTypeOf } from "@/lib/lithic/translate.ts";
import { throwIfLateCallPossible, usableKey } from "@/lib/outbox/idempotency-key.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { refuseCardState } from "./confirm-card.ts";
import { confirmPrint } from "./confirm-print.ts";
import { deliveryPayload, readDelivery } from "./delivery.ts";
import { findCardToken, findMadeCard } from "./find-card.ts";

/** Converts a virtual card, once. A card that is already physical is not converted again, because
 *  the issuer would refuse it. */
export const convertAtIssuer = operation("card.convert", {
  payload: deliveryPayload,
  async send(operation): Promise<IssuerCard> {
    const { token } = await findMadeCard(operation);
    if (operation.attemptsBefore > 0) throwIfLateCallPossible(operation);
    const before = operation.attemptsBefore > 0 ? await readPhysical(token) : undefined;
    if (before) return before;
    return convertCardAtIssuer(await usableKey(operation), token, await readDelivery(operation));
  },
  confirm,
  async refuse(operation, message) {
    if (operation.attemptsBefore > 0) throwIfLateCallPossible(operation);
    const token = await findCardToken(operation);
    const physical = token === null ? undefined : await readPhysical(token);
    return physical ? confirm(operation, physical) : refuseCardState(operation, message, null);
  },
});

function confirm(
  { accountId, lease, payload }: Operation<z.output<typeof deliveryPayload>>,
  { status }: IssuerCard,
): Promise<unknown> {
  const { shippingAddressId } = payload;
  return confirmPrint(issuerActor(accountId), { ...lease, shippingAddressId, status });
}

async function readPhysical(token: string): Promise<IssuerCard | undefined> {
  const card = await readCardAtIssuer(token);
  return card.type === lithicTypeOf.physical ? card : undefined;
}
