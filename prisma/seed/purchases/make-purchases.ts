import type { DemoMerchant } from "./habits.ts";
import type { PlannedStep } from "./later-steps.ts";
import type { PastIssuer, SeededCard } from "./past-issuer.ts";
import type { PlannedPurchase } from "./plan-purchases.ts";

type PlayedStep = PlannedStep | { readonly kind: "ask"; readonly at: Date };

/** Plays purchases at the issuer in the order of time, each step at its own. The purchases
 *  name their cards by memo. A declined purchase has no further steps. Throws when the
 *  issuer refuses a step. */
export async function makePurchases(
  issuer: PastIssuer,
  purchases: readonly PlannedPurchase[],
  cards: readonly SeededCard[],
): Promise<void> {
  const numbers = new Map<string, string>();
  for (const { memo, token } of cards) {
    const { body } = await issuer.send(new Date(), "GET", `/v1/cards/${token}`);
    numbers.set(memo, body.pan ?? "");
  }
  const made = new Map<PlannedPurchase, string>();
  for (const { purchase, step } of inOrder(purchases)) {
    const pan = numbers.get(purchase.card);
    if (pan === undefined) continue;
    if (step.kind === "ask") {
      const token = await ask(issuer, purchase, pan);
      if (token !== undefined) made.set(purchase, token);
    } else if (step.kind === "refund") await giveBack(issuer, purchase, step, pan, made.has(purchase));
    else {
      const token = made.get(purchase);
      if (token !== undefined) await takeStep(issuer, step, token);
    }
  }
}

function inOrder(purchases: readonly PlannedPurchase[]) {
  return purchases
    .flatMap((purchase) =>
      [{ kind: "ask", at: purchase.at } as const, ...purchase.steps].map((step: PlayedStep) => ({
        purchase,
        step,
      })),
    )
    .sort((a, b) => a.step.at.getTime() - b.step.at.getTime());
}

async function ask(issuer: PastIssuer, purchase: PlannedPurchase, pan: string): Promise<string | undefined> {
  const { merchant, at, amount, isAtOnce } = purchase;
  const { status, body } = await issuer.send(at, "POST", "/v1/simulate/authorize", {
    ...{ pan, amount, ...atMerchant(merchant) },
    merchant_currency: merchant.currency ?? "USD",
    merchant_amount: purchase.merchantAmount,
    status: isAtOnce ? "FINANCIAL_AUTHORIZATION" : "AUTHORIZATION",
  });
  if (status === 422) return undefined;
  if (status !== 201 || body.token === undefined) throw new Error(`The issuer answered ${status}.`);
  return body.token;
}

// A refund that the network announces first keeps the merchant's category.
async function giveBack(
  issuer: PastIssuer,
  { merchant }: PlannedPurchase,
  { at, amount }: PlannedStep,
  pan: string,
  wasApproved: boolean,
): Promise<void> {
  if (!wasApproved) return;
  const credit = { pan, amount, ...atMerchant(merchant) };
  const { body } = await issuer.send(at, "POST", "/v1/simulate/credit_authorization_advice", credit);
  await issuer.send(at, "POST", "/v1/simulate/clearing", { token: body.token });
}

const steps = { clear: "clearing", void: "void", expire: "void", hold: "authorization_advice" } as const;

async function takeStep(issuer: PastIssuer, { kind, at, amount }: PlannedStep, token: string): Promise<void> {
  if (kind === "refund") return;
  const body = kind === "expire" ? { token, type: "AUTHORIZATION_EXPIRY" } : { token, amount };
  const { status } = await issuer.send(at, "POST", `/v1/simulate/${steps[kind]}`, body);
  if (status !== 201) throw new Error(`The issuer answered ${status} to ${kind}.`);
}

const atMerchant = ({ name, mcc, country = "USA" }: DemoMerchant) => ({
  descriptor: name,
  mcc,
  merchant_acceptor_country: country,
  merchant_acceptor_id: name.replace(/[^A-Z0-9]/g, "").slice(0, 15),
});
