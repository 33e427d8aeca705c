import { confirmPrint } from "@/lib/cards/confirm-print.ts";
import { cardOf, tokenOf } from "./card-of.ts";
import { issuerActor } from "./issuer-actor.ts";
import type { OperationKind } from "./kinds.ts";
import { convertCardAtIssuer, type IssuerCard, readCardAtIssuer } from "./lithic-cards.ts";
import { deliveryOf, shippingAddressIdOf } from "./print-order.ts";
import { refusedState } from "./set-state-at-issuer.ts";
import { keyFor, keyIsSpent, waitForLateCalls } from "./spent-key.ts";
import { lithicTypeOf } from "./translate.ts";

/** Has a virtual card printed, once: what is physical by now needs no second asking, and would be refused. */
export const convertAtIssuer: OperationKind = {
  async send(operation) {
    const { token } = await cardOf(operation);
    if (operation.attemptsBefore > 0) waitForLateCalls(operation);
    const before = operation.attemptsBefore > 0 ? await readPhysical(token) : undefined;
    const { status } =
      before ??
      (await convertCardAtIssuer(
        await keyFor(operation, keyIsSpent(operation)),
        token,
        await deliveryOf(operation),
      ));
    const shippingAddressId = shippingAddressIdOf(operation);
    return () =>
      confirmPrint(issuerActor(operation.accountId), { ...operation.lease, shippingAddressId, status });
  },
  async refused(operation, message) {
    if (operation.attemptsBefore > 0) waitForLateCalls(operation);
    const token = await tokenOf(operation);
    const physical = token === null ? undefined : await readPhysical(token);
    if (!physical) return refusedState(operation, message, null);
    const outcome = { shippingAddressId: shippingAddressIdOf(operation), status: physical.status };
    return confirmPrint(issuerActor(operation.accountId), { ...operation.lease, ...outcome });
  },
};

async function readPhysical(token: string): Promise<IssuerCard | undefined> {
  const card = await readCardAtIssuer(token);
  return card.type === lithicTypeOf.physical ? card : undefined;
}
