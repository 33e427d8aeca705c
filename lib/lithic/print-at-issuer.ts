import { z } from "zod";
import { confirmPrint } from "@/lib/cards/confirm-print.ts";
import { cardOf, tokenOf } from "./card-of.ts";
import { issuerActor } from "./issuer-actor.ts";
import { keepPayload } from "./keep-payload.ts";
import type { OperationKind } from "./kinds.ts";
import {
  cardEvents,
  type Delivery,
  type IssuerCard,
  readCardAtIssuer,
  reissueCardAtIssuer,
  renewCardAtIssuer,
} from "./lithic-cards.ts";
import type { Operation } from "./operation.ts";
import { deliveryOf, shippingAddressIdOf } from "./print-order.ts";
import { refusedState } from "./set-state-at-issuer.ts";
import { keyFor, keyIsSpent, waitForLateCalls } from "./spent-key.ts";

const clockSkewMilliseconds = 10 * 60_000;

type EventKind = Parameters<typeof cardEvents>[0];
type Print = (key: string, cardToken: string, shipTo: Delivery) => Promise<IssuerCard>;

/** Prints a physical card again, once. */
export const reissueAtIssuer = printAtIssuer("card.reissued", reissueCardAtIssuer);

/** Gives a card a new expiry and security code, once. */
export const renewAtIssuer = printAtIssuer("card.renewed", renewCardAtIssuer);

// It leaves no mark on the card, only an event. Which of its events were there before is kept ahead of the first asking, so that an asking that was
// not answered is found in what came since, and not repeated.
function printAtIssuer(event: EventKind, print: Print): OperationKind {
  return {
    async send(operation) {
      const { token } = await cardOf(operation);
      const before = await printedBefore(operation, event, token);
      const { status } =
        before ??
        (await print(await keyFor(operation, keyIsSpent(operation)), token, await deliveryOf(operation)));
      return () => confirm(operation, status);
    },
    async refused(operation, message) {
      const token = operation.attemptsBefore > 0 ? await tokenOf(operation) : null;
      const before = token === null ? undefined : await printedBefore(operation, event, token);
      return before ? confirm(operation, before.status) : refusedState(operation, message, null);
    },
  };
}

const seenShape = z.object({ seenEvents: z.array(z.string()).optional() });

async function printedBefore(
  operation: Operation,
  event: EventKind,
  token: string,
): Promise<IssuerCard | undefined> {
  const since = new Date(operation.createdAt.getTime() - clockSkewMilliseconds);
  const { seenEvents } = seenShape.parse(operation.payload);
  if (seenEvents === undefined) {
    await keepPayload(operation, { ...operation.payload, seenEvents: await cardEvents(event, token, since) });
    return undefined;
  }
  waitForLateCalls(operation);
  const events = await cardEvents(event, token, since);
  return events.some((one) => !seenEvents.includes(one)) ? readCardAtIssuer(token) : undefined;
}

function confirm(operation: Operation, status: IssuerCard["status"]): Promise<unknown> {
  const shippingAddressId = shippingAddressIdOf(operation);
  return confirmPrint(issuerActor(operation.accountId), { ...operation.lease, shippingAddressId, status });
}
