import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";
import { makePurchase, notePurchase } from "@/lib/sandbox/make-purchase";
import { sentPurchaseShape } from "@/lib/sandbox/sandbox-shapes";

export const POST = described(
  {
    command: notePurchase,
    summary: "Simulates a purchase with a card. The simulator and the sandbox have this, production has not.",
    answers: { 201: sentPurchaseShape },
  },
  async ({ actor, body, options }) => json(await makePurchase(actor, body as never, options), 201),
);
