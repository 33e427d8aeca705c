import { z } from "zod";
import { issuerActor } from "@/lib/auth/issuer-actor.ts";
import { cardEvents, reissueCardAtIssuer, renewCardAtIssuer } from "@/lib/lithic/card-prints.ts";
import { type Delivery, type IssuerCard, readCardAtIssuer } from "@/lib/lithic/cards.ts";
import { savePayload } from "@/lib/outbox/held-operation.ts";
import { throwIfLateCallPossible, usableKey } from "@/lib/outbox/idempotency-key.ts";
import { type Operation, operation } from "@/lib/outbox/operation.ts";
import { refuseCardState } from "./confirm-card.ts";
import { confirmPrint } from "./confirm-print.ts";
import { deliveryPayload, readDelivery } from "./delivery.ts";
import { findCardToken, findMadeCard } from "./find-card.ts";

const clockSkewMilliseconds = 10 * 60_000;

type EventType = Parameters<typeof cardEvents>[0];
type Print = (key: string, cardToken: string, shipTo: Delivery) => Promise<IssuerCard>;

const payload = deliveryPayload.extend({ seenEvents: z.array(z.string()).readonly().optional() });
type PrintOperation = Operation<z.output<typeof payload>>;

/** Reissues a physical card, once. */
export const reissueAtIssuer = operation("card.reissue", print("card.reissued", reissueCardAtIssuer));

/** Renews a card with a new expiry and security code, once. */
export const renewAtIssuer = operation("card.renew", print("card.renewed", renewCardAtIssuer));

// A print leaves no trace on the card, only an event. The earlier events are saved before the first
// call, so that a call without an answer is found among the new ones and not repeated.
function print(event: EventType, call: Print) {
  const confirm = ({ accountId, lease, payload }: PrintOperation, { status }: IssuerCard) =>
    confirmPrint(issuerActor(accountId), {
      ...lease,
      shippingAddressId: payload.shippingAddressId,
      status,
    });
  return {
    payload,
    async send(operation: PrintOperation): Promise<IssuerCard> {
      const { token } = await findMadeCard(operation);
      const before = await printedBefore(operation, event, token);
      return before ?? call(await usableKey(operation), token, await readDelivery(operation));
    },
    confirm,
    async refuse(operation: PrintOperation, message: string): Promise<unknown> {
      const token = operation.attemptsBefore > 0 ? await findCardToken(operation) : null;
      const before = token === null ? undefined : await printedBefore(operation, event, token);
      return before ? confirm(operation, before) : refuseCardState(operation, message, null);
    },
  };
}

async function printedBefore(
  operation: PrintOperation,
  event: EventType,
  token: string,
): Promise<IssuerCard | undefined> {
  const since = new Date(operation.createdAt.getTime() - clockSkewMilliseconds);
  const { seenEvents } = operation.payload;
  if (seenEvents === undefined) {
    await savePayload(operation, { ...operation.payload, seenEvents: await cardEvents(event, token, since) });
    return undefined;
  }
  throwIfLateCallPossible(operation);
  const events = await cardEvents(event, token, since);
  return events.some((one) => !seenEvents.includes(one)) ? readCardAtIssuer(token) : undefined;
}
