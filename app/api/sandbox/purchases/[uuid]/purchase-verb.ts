import type { Actor } from "@/lib/auth/actor";
import type { CallOptions, Command } from "@/lib/command";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import type { PurchaseState } from "@/lib/sandbox/purchase-step";
import { purchaseStateShape } from "@/lib/sandbox/sandbox-shapes";

type Step = (actor: Actor, input: never, options: CallOptions) => Promise<PurchaseState>;

/** A simulated step of a purchase over HTTP. Answers with the transaction after it. */
export const purchaseVerb = (command: Command, step: Step, summary: string) =>
  described(
    { command, summary, addressed: "transactionId", answers: { 200: purchaseStateShape } },
    async ({ actor, uuid, body, options }) =>
      json(await step(actor, { ...body, transactionId: uuid } as never, options)),
  );
