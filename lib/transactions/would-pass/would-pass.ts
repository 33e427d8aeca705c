import { z } from "zod";
import { countryName } from "@/lib/addresses/countries.ts";
import type { Actor } from "@/lib/auth/actor.ts";
import { type CardRule, rulesOfCard } from "@/lib/cards/spending/card-rules.ts";
import { spentOnCard } from "@/lib/cards/spending/spent-on-card.ts";
import { parseInput } from "@/lib/command.ts";
import type { Row } from "@/lib/db/schema.ts";
import type { Reader } from "@/lib/db/transaction.ts";
import { noRow } from "@/lib/errors.ts";
import { amountInput } from "@/lib/fields/amount.ts";
import { decide, type RuleResult, type Situation } from "@/lib/lithic/decision/decide.ts";
import { declineByRule } from "@/lib/lithic/decision/decline-by-rule.ts";
import type { Counted, Occasion } from "@/lib/lithic/decision/occasion.ts";
import { cardWindowStart, windowStart } from "@/lib/lithic/decision/windows.ts";
import { type LimitWindow, limitDurationOf, lithicStateOf, lithicTypeOf } from "@/lib/lithic/translate.ts";
import { categoryName } from "@/lib/merchant-categories/merchant-categories.ts";
import { readAs } from "@/lib/read.ts";
import { spend } from "@/lib/request-limits/spend.ts";
import { explain, type WouldPass } from "./explain.ts";

/** A purchase to ask about. The amount is in minor units of the account's currency. */
export const askedPurchase = z.strictObject({
  amount: amountInput,
  mcc: z.string().regex(/^\d{4}$/, "A category is a code of four digits (ISO 18245)."),
  country: z.string().regex(/^[A-Z]{3}$/, "A country is a code of three letters (ISO 3166-1)."),
  merchant: z
    .string()
    .trim()
    .max(25, "A card network's name of a merchant has up to 25 characters.")
    .default(""),
  channel: z.enum(["online", "in_person"]).default("online"),
});

type Asked = z.output<typeof askedPurchase>;

const cashCategories = ["6010", "6011"];

/** Says whether a purchase would pass, by the rules that the issuer decides with. Changes nothing.
 *  The issuer knows more, such as fraud and the security code. Needs card.see. Throws NOT_FOUND
 *  when the actor may not see the card, and INVALID_INPUT naming the fields. */
export async function wouldPass(actor: Actor, cardId: number, input: unknown, now: Date): Promise<WouldPass> {
  const asked = parseInput(askedPurchase, input);
  await spend(actor, "search");
  return readAs(actor, "card.see", async (db, reach) => {
    const card = await db.card.findFirst({ where: { id: cardId } });
    if (!card) throw noRow("Card", cardId);
    const rules = (await rulesOfCard(db, card)).filter(({ state }) => state === "active");
    const situation = await situationOf(db, card, rules, asked, now);
    // Who may see only their own cards does not learn what the business has.
    const isOwn = reach === "own";
    const decision = decide(isOwn ? { ...situation, available: noLimit } : situation);
    return explain(decision, rules, {
      country: countryName(asked.country),
      category: categoryName(asked.mcc),
      isForHolder: isOwn,
    });
  });
}

async function situationOf(
  db: Reader,
  card: Row<"Card">,
  rules: readonly CardRule[],
  asked: Asked,
  now: Date,
): Promise<Situation> {
  const account = await db.account.findFirst({ where: { id: card.accountId } });
  const stated = statedCard(card);
  const since = cardWindowStart(stated.spend_limit_duration, now);
  const spent = since === undefined ? null : await spentOnCard(db, card.id, since);
  const occasion = await occasionOf(db, card, rules, asked, now);
  return {
    now,
    amount: Number(asked.amount),
    merchantId: "",
    isCardPresent: asked.channel === "in_person",
    card: stated,
    lockedTo: null,
    accountStates: [account?.status === "suspended" ? "PAUSED" : "ACTIVE"],
    isHolderAccepted: true,
    // Holders are registered without limits of their own (POST /v1/account_holders).
    accountLimit: { daily: noLimit, monthly: noLimit, lifetime: 0 },
    accountSpent: { daily: 0, monthly: 0, lifetime: 0 },
    available: Number(account?.balance ?? 0n),
    spentOnCard: () => spent?.amount ?? 0,
    byRules: () => rules.flatMap((rule) => resultOf(rule, occasion)),
  };
}

const noLimit = Number.MAX_SAFE_INTEGER;

function resultOf(rule: CardRule, occasion: Occasion): RuleResult[] {
  const decline = declineByRule(rule.parameters, occasion);
  if (!decline) return [];
  const { code: result, explanation } = decline;
  return [{ auth_rule_token: String(rule.id), name: rule.profile.name, result, explanation }];
}

async function occasionOf(
  db: Reader,
  card: Row<"Card">,
  rules: readonly CardRule[],
  { amount, mcc, country, merchant, channel }: Asked,
  now: Date,
): Promise<Occasion> {
  const counted = new Map<string, Counted>();
  for (const { parameters } of rules)
    if ("period" in parameters)
      counted.set(
        parameters.period.type,
        await spentOnCard(db, card.id, windowStart(parameters.period, now)),
      );
  const cents = Number(amount);
  return {
    now,
    purchase: {
      amount: cents,
      cash: cashCategories.includes(mcc) ? cents : 0,
      mcc,
      country,
      currency: "USD",
      merchantId: "",
      descriptor: merchant,
      panEntryMode: channel === "online" ? "ECOMMERCE" : "ICC",
    },
    card: statedCard(card),
    accountCreated: card.createdAt.toISOString(),
    counted: ({ period }) => counted.get(period.type) ?? { amount: 0, count: 0 },
    // No rule of a profile counts these.
    purchasesWithin: () => 0,
  };
}

// A card does not expire in the portal's sight: the issuer keeps the date, and renews the card.
const statedCard = (card: Row<"Card">) => ({
  state: lithicStateOf(card.status),
  type: lithicTypeOf[card.form as keyof typeof lithicTypeOf],
  pin_status: "OK",
  created: card.createdAt.toISOString(),
  exp_month: "12",
  exp_year: "9999",
  spend_limit: Number(card.spendLimit ?? 0n),
  spend_limit_duration:
    card.spendLimitDuration === null
      ? "TRANSACTION"
      : limitDurationOf[card.spendLimitDuration as LimitWindow],
});
