import { type Decision, decide } from "@/lib/lithic/decision/decide.ts";
import type { Purchase } from "@/lib/lithic/decision/purchase.ts";
import { holderOfAccount } from "@/lib/lithic/simulator/accounts/account-holders.ts";
import { accountOf, accountSpending } from "@/lib/lithic/simulator/accounts/accounts.ts";
import type { KeptCard } from "@/lib/lithic/simulator/cards/card.ts";
import { evaluateRules } from "@/lib/lithic/simulator/rules/evaluate-rules.ts";
import type { Call } from "../call.ts";
import { spentSince } from "../spending.ts";
import { storedOccasion } from "./stored-occasion.ts";

/** An authorization to decide. `available` is the balance of the paying account, in cents. */
export interface Asked {
  readonly kept: KeptCard;
  readonly purchase: Purchase;
  readonly isCardPresent: boolean;
  readonly available: number;
  readonly ids: { readonly event: string; readonly transaction: string };
}

/** Decides an authorization from what the simulator has stored. */
export function decideStored(call: Pick<Call, "store" | "now">, asked: Asked): Decision {
  const { store, now } = call;
  const { kept, purchase, isCardPresent, available, ids } = asked;
  const { card, lockedTo } = kept;
  const holder = holderOfAccount(call, card.account_token);
  const payers = [card.account_token, holder.business_account_token].filter((token) => token !== undefined);
  return decide({
    now,
    amount: purchase.amount,
    merchantId: purchase.merchantId,
    isCardPresent,
    card,
    lockedTo,
    accountStates: payers.map((token) => accountOf(call, token).state),
    isHolderAccepted: holder.status === "ACCEPTED",
    accountLimit: accountOf(call, card.account_token).spend_limit,
    accountSpent: accountSpending(call, card.account_token),
    available,
    spentOnCard: (since) => spentSince(store, "card_token", card.token, since),
    byRules: () => evaluateRules(storedOccasion(call, card, purchase), ids),
  });
}
