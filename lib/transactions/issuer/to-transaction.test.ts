import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { transactionShape } from "@/lib/lithic/transactions.ts";
import { type Step, totalOf } from "@/lib/transactions/transaction.ts";
import { toTransaction } from "./to-transaction.ts";

interface Stated {
  readonly type: string;
  readonly amount: number;
  readonly polarity?: string;
  readonly settles?: boolean;
  readonly result?: string;
  readonly rules?: readonly string[];
}

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 15, minute)).toISOString();

// One euro is worth two dollars.
const event = (
  { type, amount, polarity = "DEBIT", settles = false, result = "APPROVED", rules = [] }: Stated,
  minute: number,
) => ({
  ...{ token: randomUUID(), type, created: at(minute), result, effective_polarity: polarity, amount },
  detailed_results: [result],
  rule_results: rules.map((rule) => ({
    auth_rule_token: rule,
    result: "AUTH_RULE_BLOCKED_MCC",
    name: null,
    explanation: "Category 5812 is blocked",
  })),
  amounts: {
    cardholder: { amount, conversion_rate: "2.000000", currency: "USD" },
    merchant: { amount: amount / 2, currency: "EUR" },
    settlement: settles ? { amount, conversion_rate: "2.000000", currency: "USD" } : null,
  },
  network_info: null,
});

function read(
  events: readonly Stated[] | null | undefined,
  more: {
    readonly status?: string;
    readonly merchant?: object;
    readonly pos?: object;
    readonly token_info?: object;
    readonly held?: number;
    readonly settled?: number;
  } = {},
) {
  const money = { amount: 0, conversion_rate: "2.000000", currency: "USD" };
  const hold = { amount: more.held ?? 0, currency: "USD" };
  const stated = transactionShape.parse({
    ...{
      token: randomUUID(),
      card_token: randomUUID(),
      status: more.status ?? "SETTLED",
      result: "APPROVED",
      created: at(0),
    },
    amounts: { cardholder: money, hold, settlement: money, merchant: { amount: 0, currency: "EUR" } },
    merchant: { descriptor: "CAFÉ", mcc: "5812", country: "FRA", ...more.merchant },
    ...{ pos: more.pos, token_info: more.token_info },
    settled_amount: more.settled ?? 0,
    events: events?.map(event) ?? events,
  });
  return toTransaction(stated);
}

const total = ({ steps }: ReturnType<typeof read>) =>
  totalOf(steps.map((step): Step => ({ ...step, amount: BigInt(step.amount) })));

const authorization = { type: "AUTHORIZATION", amount: 1_000 };
const clearing = { type: "CLEARING", amount: 1_000, settles: true };

describe("a transaction of the issuer", () => {
  it.each<[string, string, Stated[], number, string]>([
    ["is what is held", "PENDING", [authorization], 1_000, "pending"],
    [
      "is what is held in all",
      "PENDING",
      [authorization, { ...authorization, amount: 200 }],
      1_200,
      "pending",
    ],
    [
      "is what was advised in place of that",
      "PENDING",
      [authorization, { type: "AUTHORIZATION_ADVICE", amount: 400 }],
      400,
      "pending",
    ],
    [
      "is what is left of it, however the part that was freed is signed",
      "PENDING",
      [
        authorization,
        { type: "AUTHORIZATION_REVERSAL", amount: 300 },
        { type: "AUTHORIZATION_REVERSAL", amount: -100, polarity: "CREDIT" },
        { type: "AUTHORIZATION_REVERSAL", amount: 100, polarity: "CREDIT" },
      ],
      500,
      "pending",
    ],
    [
      "is nothing once it has expired",
      "EXPIRED",
      [authorization, { type: "AUTHORIZATION_EXPIRY", amount: 1_000 }],
      0,
      "expired",
    ],
    [
      "is what was cleared, in however many parts",
      "SETTLED",
      [authorization, clearing, { ...clearing, amount: 250 }],
      1_250,
      "settled",
    ],
    [
      "is what was cleared, though the rest of what was held expires",
      "SETTLED",
      [authorization, { ...clearing, amount: 600 }, { type: "AUTHORIZATION_EXPIRY", amount: 400 }],
      600,
      "settled",
    ],
    [
      "is below zero for money that comes back",
      "SETTLED",
      [{ type: "RETURN", amount: 300, polarity: "CREDIT", settles: true }],
      -300,
      "settled",
    ],
    [
      "is returned when all the money came back",
      "SETTLED",
      [authorization, clearing, { type: "RETURN", amount: -1_000, polarity: "CREDIT", settles: true }],
      0,
      "returned",
    ],
    [
      "is settled when only a part came back",
      "SETTLED",
      [authorization, clearing, { type: "RETURN", amount: -400, polarity: "CREDIT", settles: true }],
      600,
      "settled",
    ],
    [
      "is corrected",
      "SETTLED",
      [clearing, { type: "CORRECTION_CREDIT", amount: 100, polarity: "CREDIT", settles: true }],
      900,
      "settled",
    ],
    [
      "counts what a new kind of event moved",
      "SETTLED",
      [clearing, { type: "MOON_FEE", amount: 50, settles: true }],
      1_050,
      "settled",
    ],
    [
      "counts nothing that it did not move",
      "PENDING",
      [authorization, { type: "MOON_RISE", amount: 50 }],
      1_000,
      "pending",
    ],
    [
      "is nothing of what was declined",
      "PENDING",
      [authorization, { ...authorization, result: "DECLINED" }],
      1_000,
      "pending",
    ],
    ["is nothing to ask for a balance", "SETTLED", [{ type: "BALANCE_INQUIRY", amount: 0 }], 0, "settled"],
  ])("%s", (_, status, events, amount, ours) => {
    const stated = read(events, { status });
    expect([Number(total(stated)), stated.status]).toEqual([amount, ours]);
    expect(stated.merchantAmount).toBe(amount === 0 ? (events[0]?.amount ?? 0) / 2 : amount / 2);
  });

  it("names the rule that declined it before the reason that came with it", () => {
    const rule = randomUUID();
    const declined = read([{ ...authorization, result: "DECLINED", rules: [rule] }], { status: "DECLINED" });
    expect(declined).toMatchObject({
      status: "declined",
      declineReasons: ["AUTH_RULE_BLOCKED_MCC", "DECLINED"],
      declinedBy: rule,
      declineExplanation: "Category 5812 is blocked",
    });
    expect(read([{ ...authorization, result: "CARD_PAUSED" }], { status: "DECLINED" })).toMatchObject({
      declineReasons: ["CARD_PAUSED"],
      declinedBy: null,
      declineExplanation: null,
    });
  });

  it("has a merchant that can be shown, whatever the network says", () => {
    const merchant = (descriptor: string, more = {}) =>
      read([authorization], { merchant: { descriptor, ...more } });
    expect(merchant("A\u0000B\u202E\u2028C \ud800").merchantName).toBe("A B C \ufffd");
    expect(merchant("\u200b\u3164 ").merchantName).toBe("Unknown merchant");
    expect(merchant("é".repeat(300)).merchantName).toBe("é".repeat(100));
    expect(merchant("X", { mcc: "", country: "" })).toMatchObject({
      merchantCategory: "0000",
      merchantCountry: null,
    });
  });

  it("says where and how it was paid, as far as the issuer does", () => {
    expect(read([authorization])).toMatchObject({
      ...{ merchantAcceptorId: null, merchantCity: null, merchantRegion: null },
      ...{ cardPresence: null, entryMode: null, pin: null, walletType: null },
    });
    const merchant = { acceptor_id: "333301802529120", city: "PORTLAND", state: "ME" };
    const entry_mode = { card: "PRESENT", pan: "ICC", pin_entered: true };
    expect(
      read([authorization], { merchant, pos: { entry_mode }, token_info: { wallet_type: "APPLE_PAY" } }),
    ).toMatchObject({
      ...{ merchantAcceptorId: "333301802529120", merchantCity: "PORTLAND", merchantRegion: "ME" },
      ...{ cardPresence: "present", entryMode: "ICC", pin: "entered", walletType: "APPLE_PAY" },
    });
    expect(read([authorization], { pos: { entry_mode: { card: "PREAUTHORIZED" } } }).cardPresence).toBe(
      "other",
    );
  });

  it("knows each step in the merchant's money too", () => {
    expect(read([authorization, clearing]).steps).toMatchObject([
      { amount: 1_000, merchantAmount: 500 },
      { amount: 1_000, merchantAmount: 500 },
    ]);
  });

  it("is not believed in parts of a cent", () => {
    expect(() => read([{ ...authorization, amount: 0.5 }])).toThrow();
  });

  it("is kept as other when it stands in a way nobody knows (F18)", () => {
    expect(read([authorization], { status: "PONDERING" })).toMatchObject({
      status: "other",
      steps: [{ kind: "authorization", amount: 1_000 }],
    });
  });

  it.each([
    ["PENDING", { held: -1_200 }, 1_200],
    ["PONDERING", { held: -1_200 }, 1_200],
    ["SETTLED", { settled: 900 }, 900],
    ["SETTLED", { settled: -300 }, -300],
    ["VOIDED", { held: -1_200 }, 0],
  ])("that is %s without any steps is what is stated in all: %j (F18)", (status, stated, amount) => {
    for (const events of [null, undefined, []])
      expect(read(events, { status, ...stated })).toMatchObject({ amount, steps: [] });
  });

  it("does without the lists that the issuer may leave out (F18)", () => {
    const bare = { ...event({ ...authorization, result: "CARD_PAUSED" }, 0), rule_results: undefined };
    const stated = {
      ...bare,
      detailed_results: undefined,
      amounts: { ...bare.amounts, settlement: undefined },
    };
    expect(transactionShape.shape.events.parse([stated])).toMatchObject([
      { detailed_results: [], rule_results: [] },
    ]);
  });

  it("takes words of any length and polarity (F18)", () => {
    const result = "X".repeat(80);
    const [step] = read([{ ...authorization, result, polarity: "NEUTRAL" }], { status: "DECLINED" }).steps;
    expect(step).toMatchObject({ amount: 1_000, detail: "X".repeat(60) });
  });
});
