import { simulator } from "../lithic/simulator-connection.ts";
import { atIssuer } from "./test-issuer.ts";

/** What happens to an approved purchase. */
export type Outcome = "held" | "cleared" | "voided" | "returned";

/** A transaction as the issuer states it. Amounts are minor units. */
export interface IssuerTransaction {
  readonly token: string;
  readonly created: string;
  readonly status: string;
  readonly result: string;
  readonly settled_amount: number;
  readonly amounts: { readonly hold: { readonly amount: number } };
  readonly events: readonly {
    readonly token: string;
    readonly type: string;
    readonly result: string;
    readonly amount: number;
  }[];
}

/** Pays with a card in a shop, without the portal, and returns the purchase. Throws when the issuer
 *  declines or fails. */
export async function pay(cardToken: string, amount: number): Promise<string> {
  const { pan } = await atIssuer("GET", `/v1/cards/${cardToken}`);
  return String((await atIssuer("POST", "/v1/simulate/authorize", { pan, ...shop, amount })).token);
}

/** A purchase that the issuer may decline. */
export interface TriedPurchase {
  readonly amount: number;
  readonly mcc: string;
  readonly country?: string;
}

/** Tries to pay with a card, without the portal. Returns whether the issuer approved it. */
export async function tryToPay(
  cardToken: string,
  { amount, mcc, country = "USA" }: TriedPurchase,
): Promise<boolean> {
  const { pan } = await atIssuer("GET", `/v1/cards/${cardToken}`);
  const purchase = { pan, amount, mcc, merchant_acceptor_country: country, descriptor: "ANYWHERE" };
  const answer = await simulator().fetch("https://sandbox.lithic.com/v1/simulate/authorize", {
    method: "POST",
    headers: { Authorization: "test", "Content-Type": "application/json" },
    body: JSON.stringify(purchase),
  });
  return answer.ok;
}

/** Pays with a card and completes the purchase. The shop gives up when the issuer declines, fails
 *  or does not answer. */
export async function payInShop(cardToken: string, amount: number, outcome: Outcome): Promise<void> {
  try {
    const token = await pay(cardToken, amount);
    if (outcome === "voided") await atIssuer("POST", "/v1/simulate/void", { token });
    if (outcome === "cleared" || outcome === "returned")
      await atIssuer("POST", "/v1/simulate/clearing", { token });
    if (outcome !== "returned") return;
    const { pan } = await atIssuer("GET", `/v1/cards/${cardToken}`);
    await atIssuer("POST", "/v1/simulate/return", { pan, ...shop, amount });
  } catch {
    return;
  }
}

const shop = { descriptor: "COFFEE SHOP" };

/** Every transaction of a card, as the issuer states them. */
export async function transactionsOf(cardToken: string): Promise<readonly IssuerTransaction[]> {
  const answer = await atIssuer("GET", `/v1/transactions?card_token=${cardToken}&page_size=100`);
  if (answer.has_more) throw new Error("Not all transactions were told");
  return answer.data as IssuerTransaction[];
}
