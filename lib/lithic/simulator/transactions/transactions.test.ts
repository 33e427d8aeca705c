import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractTitle } from "../test-contract.ts";
import { fundedCard, pay, refusal, shipTo, testIssuer } from "../test-issuer.ts";

const issuer = testIssuer();
const { lithic, simulator, clock } = issuer;

const later = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};
const day = 86_400;
const moneyOf = async (financialAccountToken: string) => {
  const { data } = await lithic.financialAccounts.balances.list(financialAccountToken);
  const { available_amount: available, pending_amount: pending, total_amount: total } = data[0] ?? {};
  return { available, pending, total };
};
const reasons = async (pan: string, amount: number, more: Parameters<typeof pay>[3] = {}) =>
  (await pay(issuer, pan, amount, more)).events?.at(-1)?.detailed_results;

describe(`a purchase${contractTitle}`, () => {
  it("holds money, settles what is cleared and gives the rest back", async () => {
    const { pan, financialAccountToken, card } = await fundedCard(issuer, {}, 10_000);
    const asked = await pay(issuer, pan, 3_000, { mcc: "5812", merchant_acceptor_country: "USA" });
    expect(asked).toMatchObject({
      status: "PENDING",
      result: "APPROVED",
      card_token: card.token,
      authorization_amount: 3_000,
    });
    expect(asked.amounts.hold.amount).toBe(-3_000);
    expect(await moneyOf(financialAccountToken)).toEqual({ available: 7_000, pending: 3_000, total: 10_000 });
    await lithic.transactions.simulateClearing({ token: asked.token, amount: 3_400 });
    expect(await moneyOf(financialAccountToken)).toEqual({ available: 6_600, pending: 0, total: 6_600 });
    const settled = await lithic.transactions.retrieve(asked.token);
    expect(settled).toMatchObject({
      status: "SETTLED",
      settled_amount: 3_400,
      amounts: { settlement: { amount: -3_400 }, hold: { amount: 0 } },
    });
    expect(settled.events?.map(({ type, amount }) => [type, amount])).toEqual([
      ["AUTHORIZATION", 3_000],
      ["CLEARING", 3_400],
    ]);
    expect(await refusal(lithic.transactions.simulateVoid({ token: asked.token }))).toMatchObject({
      status: 400,
    });
  });

  it("may be voided in parts, expire, be changed by advice", async () => {
    const { pan, financialAccountToken } = await fundedCard(issuer, {}, 10_000);
    const first = await pay(issuer, pan, 1_000);
    await lithic.transactions.simulateVoid({ token: first.token, amount: 400 });
    expect((await lithic.transactions.retrieve(first.token)).amounts.hold.amount).toBe(-600);
    expect(
      await refusal(lithic.transactions.simulateVoid({ token: first.token, amount: 601 })),
    ).toMatchObject({ status: 400 });
    await lithic.transactions.simulateVoid({ token: first.token });
    const second = await pay(issuer, pan, 2_000);
    await lithic.transactions.simulateAuthorizationAdvice({ token: second.token, amount: 2_500 });
    expect((await moneyOf(financialAccountToken)).pending).toBe(2_500);
    await lithic.transactions.simulateVoid({ token: second.token, type: "AUTHORIZATION_EXPIRY" });
    const { data } = await lithic.transactions.list({ card_token: first.card_token });
    expect(data.map(({ status }) => status)).toEqual(["EXPIRED", "VOIDED"]);
    expect(await moneyOf(financialAccountToken)).toEqual({ available: 10_000, pending: 0, total: 10_000 });
  });

  it("may be paid back, and the refund taken back", async () => {
    const { pan, financialAccountToken } = await fundedCard(issuer, {}, 0);
    const { token = "" } = await lithic.transactions.simulateReturn({ pan, amount: 700, descriptor: "SHOP" });
    expect((await moneyOf(financialAccountToken)).total).toBe(700);
    expect((await lithic.transactions.retrieve(token)).events?.[0]?.effective_polarity).toBe("CREDIT");
    await lithic.transactions.simulateReturnReversal({ token });
    expect((await moneyOf(financialAccountToken)).total).toBe(0);
    expect(await refusal(lithic.transactions.simulateReturnReversal({ token }))).toMatchObject({
      status: 400,
    });
    const credit = await pay(issuer, pan, 300, { status: "CREDIT_AUTHORIZATION" });
    expect((await moneyOf(financialAccountToken)).available).toBe(0);
    await lithic.transactions.simulateClearing({ token: credit.token });
    expect((await moneyOf(financialAccountToken)).available).toBe(300);
    expect((await pay(issuer, pan, 200, { status: "FINANCIAL_AUTHORIZATION" })).status).toBe("SETTLED");
    expect((await pay(issuer, pan, 0, { status: "BALANCE_INQUIRY" })).result).toBe("APPROVED");
    await lithic.transactions.simulateCreditAuthorizationAdvice({ pan, amount: 5, descriptor: "SHOP" });
    expect((await moneyOf(financialAccountToken)).total).toBe(100);
  });

  it("is declined by the card, the account, their limits and the money, in this order, and says by what", async () => {
    const { card, pan, userAccountToken } = await fundedCard(
      issuer,
      { spend_limit: 1_000, spend_limit_duration: "TRANSACTION" },
      5_000,
    );
    await lithic.cards.update(card.token, { state: "PAUSED" });
    await lithic.accounts.update(userAccountToken, { state: "PAUSED", daily_spend_limit: 900 });
    expect(await pay(issuer, pan, 9_000)).toMatchObject({ status: "DECLINED", result: "CARD_PAUSED" });
    await lithic.cards.update(card.token, { state: "OPEN" });
    expect(await reasons(pan, 9_000)).toEqual(["ACCOUNT_PAUSED"]);
    await lithic.accounts.update(userAccountToken, { state: "ACTIVE" });
    expect(await reasons(pan, 9_000)).toEqual([
      "CARD_SPEND_LIMIT_EXCEEDED",
      "ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED",
    ]);
    await lithic.cards.update(card.token, { spend_limit: 0 });
    await lithic.accounts.update(userAccountToken, { daily_spend_limit: 10_000 });
    expect(await pay(issuer, pan, 9_000)).toMatchObject({ result: "INSUFFICIENT_FUNDS" });
    expect(await reasons(pan, 5_000)).toEqual(["APPROVED"]);
    await lithic.cards.update(card.token, { state: "CLOSED" });
    expect(await reasons(pan, 1)).toEqual(["CARD_CLOSED"]);
    later(6 * 365 * day);
    const fresh = await fundedCard(issuer);
    later(5 * 366 * day + 31 * day);
    expect(await reasons(fresh.pan, 1)).toEqual(["CARD_EXPIRED"]);
  });

  it("meets an account's limits: none of 0 for a lifetime, nothing at all for a day or a month of 0", async () => {
    const { pan, userAccountToken } = await fundedCard(issuer, {}, 100_000);
    await lithic.accounts.update(userAccountToken, { daily_spend_limit: 0 });
    expect(await reasons(pan, 1)).toEqual(["ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED"]);
    await lithic.accounts.update(userAccountToken, {
      daily_spend_limit: 500,
      monthly_spend_limit: 800,
      lifetime_spend_limit: 1_000,
    });
    expect(await reasons(pan, 500)).toEqual(["APPROVED"]);
    expect(await reasons(pan, 1)).toEqual(["ACCOUNT_DAILY_SPEND_LIMIT_EXCEEDED"]);
    later(day + 1);
    expect(await reasons(pan, 301)).toEqual(["ACCOUNT_MONTHLY_SPEND_LIMIT_EXCEEDED"]);
    later(32 * day);
    expect(await reasons(pan, 501)).toContain("ACCOUNT_LIFETIME_SPEND_LIMIT_EXCEEDED");
    await lithic.accounts.update(userAccountToken, { lifetime_spend_limit: 0 });
    expect(await reasons(pan, 500)).toEqual(["APPROVED"]);
  });

  it.each([
    ["MONTHLY", 24],
    ["ANNUALLY", 365],
  ] as const)("counts against a %s card limit for about %i days", async (spend_limit_duration, days) => {
    clock.now = new Date("2027-06-15T12:00:00Z");
    const { pan } = await fundedCard(issuer, { spend_limit: 100, spend_limit_duration });
    expect(await reasons(pan, 100)).toEqual(["APPROVED"]);
    later((days - 1) * day);
    expect(await reasons(pan, 1)).toEqual(["CARD_SPEND_LIMIT_EXCEEDED"]);
    later(3 * day);
    expect(await reasons(pan, 100)).toEqual(["APPROVED"]);
  });

  it("locks a card to its first merchant, or closes it", async () => {
    const locked = await fundedCard(issuer, { type: "MERCHANT_LOCKED" });
    expect(await reasons(locked.pan, 1, { merchant_acceptor_id: "FIRST" })).toEqual(["APPROVED"]);
    expect(await reasons(locked.pan, 1, { merchant_acceptor_id: "SECOND" })).toEqual([
      "MERCHANT_LOCKED_CARD_ATTEMPTED_ELSEWHERE",
    ]);
    const single = await fundedCard(issuer, { type: "SINGLE_USE" });
    expect(await reasons(single.pan, 1)).toEqual(["APPROVED"]);
    expect(await pay(issuer, single.pan, 1)).toMatchObject({ result: "SINGLE_USE_RECHARGED" });
    expect((await lithic.cards.retrieve(single.card.token)).state).toBe("CLOSED");
  });

  it("is possible online with a card that is still on its way, but not at a machine", async () => {
    const { card, pan } = await fundedCard(issuer, { type: "PHYSICAL", shipping_address: shipTo });
    simulator.advance(card.token);
    expect(await reasons(pan, 1)).toEqual(["APPROVED"]);
    expect(await reasons(pan, 1, { mcc: "6011" })).toEqual(["CARD_NOT_ACTIVATED"]);
  });

  it("in another currency keeps the merchant's amount", async () => {
    const { pan } = await fundedCard(issuer);
    const paid = await pay(issuer, pan, 2_000, { merchant_amount: 1_600, merchant_currency: "EUR" });
    expect(paid).toMatchObject({
      merchant_amount: 1_600,
      merchant_currency: "EUR",
      amounts: { cardholder: { conversion_rate: "1.250000" } },
    });
  });

  it("is refused when it is not one", async () => {
    const { pan } = await fundedCard(issuer);
    const ask = { pan, amount: 1, descriptor: "SHOP" };
    for (const wrong of [
      { pan: "1".repeat(16) },
      { amount: -1 },
      { descriptor: "" },
      { pin: "1234" },
      { mcc: "food" },
    ])
      expect(await refusal(lithic.transactions.simulateAuthorization({ ...ask, ...wrong }))).toMatchObject({
        status: 400,
      });
  });
});

describe(`the money of a business${contractTitle}`, () => {
  it("is what came in less what its transactions' events say, at every step", async () => {
    const step = fc.record({
      kind: fc.constantFrom(
        "pay",
        "clear",
        "void",
        "return",
        "credit",
        "financial",
        "advice",
        "reverse",
        "expire",
      ),
      amount: fc.integer({ min: 0, max: 900 }),
      which: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { pan, card, financialAccountToken } = await fundedCard(issuer, {}, 2_000);
        const made: string[] = [];
        for (const { kind, amount, which } of steps) {
          const token = made[which % Math.max(1, made.length)] ?? "00000000-0000-0000-0000-000000000000";
          const acts: Record<typeof kind, () => Promise<unknown>> = {
            pay: async () => made.push((await pay(issuer, pan, amount)).token),
            credit: async () =>
              made.push((await pay(issuer, pan, amount, { status: "CREDIT_AUTHORIZATION" })).token),
            financial: async () =>
              made.push((await pay(issuer, pan, amount, { status: "FINANCIAL_AUTHORIZATION" })).token),
            return: async () =>
              made.push(
                (await lithic.transactions.simulateReturn({ pan, amount, descriptor: "SHOP" })).token ?? "",
              ),
            clear: () => lithic.transactions.simulateClearing({ token, amount }),
            void: () => lithic.transactions.simulateVoid({ token, amount }),
            expire: () => lithic.transactions.simulateVoid({ token, type: "AUTHORIZATION_EXPIRY" }),
            advice: () => lithic.transactions.simulateAuthorizationAdvice({ token, amount }),
            reverse: () => lithic.transactions.simulateReturnReversal({ token }),
          };
          await acts[kind]().catch((error: unknown) => expect(Object(error).status).toBeLessThan(500));
          let [total, pending] = [2_000, 0];
          for await (const { events = [], amounts, status } of lithic.transactions.list({
            card_token: card.token,
          })) {
            const approved = status === "DECLINED" ? [] : events;
            const settled = approved
              .filter((event) => event.amounts.settlement)
              .reduce((sum, event) => sum + event.amount, 0);
            const hold = approved.reduce((held, { type, amount: cents, amounts: { settlement } }) => {
              if (type === "AUTHORIZATION_ADVICE") return cents;
              return type === "CLEARING" ? 0 : settlement ? held : held + cents;
            }, 0);
            expect(amounts.settlement.amount).toBe(0 - settled);
            expect(amounts.hold.amount).toBe(0 - hold);
            total -= settled;
            pending += Math.max(0, hold);
          }
          expect(await moneyOf(financialAccountToken)).toEqual({
            available: total - pending,
            pending,
            total,
          });
        }
      }),
      { numRuns: 25 },
    );
  });
});
