import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { contractTitle } from "../test-contract.ts";
import { fundedCard, pay, refusal, testIssuer } from "../test-issuer.ts";

const issuer = testIssuer();
const { lithic, clock, request } = issuer;

let pan: string;
let cardToken: string;
beforeAll(async () => {
  const funded = await fundedCard(issuer, {}, 2_000_000_000);
  pan = funded.pan;
  cardToken = funded.card.token;
});

type Made = {
  status: number;
  rule: { token: string; state: string; current_version: unknown; draft_version: unknown };
};
const make = async (
  type: string,
  parameters: unknown,
  more: object = { card_tokens: [cardToken] },
): Promise<Made & { error: string }> => {
  const answer = await request("POST", "/v2/auth_rules", { type, parameters, ...more });
  const body = await answer.json();
  return { status: answer.status, rule: Object(body), error: String(Object(body).error) };
};
const inForce = async (type: string, parameters: unknown, more?: object) => {
  const { rule } = await make(type, parameters, more);
  await lithic.authRules.v2.promote(rule.token);
  return rule.token;
};
const decline = (...conditions: object[]) => ({ action: "DECLINE", conditions });
const during = async <Result>(token: string, work: () => Promise<Result>) => {
  const result = await work();
  await lithic.authRules.v2.delete(token);
  return result;
};

describe(`a rule${contractTitle}`, () => {
  it("runs in shadow until it is promoted, and not any more once it is stopped or deleted", async () => {
    const { rule, status } = await make(
      "CONDITIONAL_ACTION",
      decline({ attribute: "MCC", operation: "IS_ONE_OF", value: ["7995"] }),
      {
        card_tokens: [cardToken],
        name: "No gambling",
      },
    );
    expect([status, rule.state, rule.current_version]).toEqual([201, "INACTIVE", null]);
    const bet = () => pay(issuer, pan, 100, { mcc: "7995" });
    const shadowed = await bet();
    expect(shadowed.result).toBe("APPROVED");
    const { data } = await lithic.authRules.v2.listResults({ auth_rule_token: rule.token });
    expect(data).toMatchObject([
      { mode: "INACTIVE", transaction_token: shadowed.token, actions: [{ type: "DECLINE" }] },
    ]);
    expect((await lithic.authRules.v2.promote(rule.token)).state).toBe("ACTIVE");
    const declined = await bet();
    expect(declined).toMatchObject({
      status: "DECLINED",
      events: [{ detailed_results: ["AUTH_RULE_BLOCKED_MCC"] }],
    });
    expect(declined.events?.[0]?.rule_results).toMatchObject([
      { auth_rule_token: rule.token, name: "No gambling" },
    ]);
    await lithic.authRules.v2.update(rule.token, { state: "INACTIVE" });
    expect((await bet()).result).toBe("APPROVED");
    await lithic.authRules.v2.promote(rule.token);
    expect((await bet()).result).toBe("DECLINED");
    expect(await refusal(lithic.authRules.v2.promote(rule.token))).toMatchObject({ status: 400 });
    await lithic.authRules.v2.delete(rule.token);
    expect((await bet()).result).toBe("APPROVED");
  });

  it("keeps its versions, and a draft changes nothing before it is promoted", async () => {
    const cap = (value: number) =>
      decline({ attribute: "TRANSACTION_AMOUNT", operation: "IS_GREATER_THAN", value });
    const token = await inForce("CONDITIONAL_ACTION", cap(100));
    await during(token, async () => {
      const draft = async (parameters: unknown) =>
        (await request("POST", `/v2/auth_rules/${token}/draft`, { parameters })).status;
      expect(await draft(cap(200))).toBe(200);
      expect((await pay(issuer, pan, 150)).result).toBe("DECLINED");
      expect(await draft(null)).toBe(200);
      expect(await draft(cap(300))).toBe(200);
      expect(await draft({ merchants: [{ merchant_id: "1" }] })).toBe(400);
      await lithic.authRules.v2.promote(token);
      expect((await pay(issuer, pan, 300)).result).toBe("APPROVED");
      const { data } = await lithic.authRules.v2.listVersions(token);
      expect(data.map(({ version, state }) => [version, state])).toEqual([
        [3, "ACTIVE"],
        [2, "INACTIVE"],
        [1, "INACTIVE"],
      ]);
    });
  });

  it("applies to the cards on its list, which a change replaces, to accounts, to businesses or to all but a few", async () => {
    const [one, other] = [await fundedCard(issuer), await fundedCard(issuer)];
    const nothing = decline({
      attribute: "TRANSACTION_AMOUNT",
      operation: "IS_GREATER_THAN_OR_EQUAL_TO",
      value: 0,
    });
    const results = async () => [
      (await pay(issuer, one.pan, 1)).result,
      (await pay(issuer, other.pan, 1)).result,
    ];
    const token = await inForce("CONDITIONAL_ACTION", nothing, { card_tokens: [one.card.token] });
    await during(token, async () => {
      expect(await results()).toEqual(["DECLINED", "APPROVED"]);
      await lithic.authRules.v2.update(token, { card_tokens: [other.card.token] });
      expect(await results()).toEqual(["APPROVED", "DECLINED"]);
      expect(
        await refusal(lithic.authRules.v2.update(token, { account_tokens: [one.userAccountToken] })),
      ).toMatchObject({ status: 400 });
      expect((await lithic.authRules.v2.list({ card_token: other.card.token })).data).toHaveLength(1);
      expect((await lithic.authRules.v2.list({ card_token: one.card.token })).data).toHaveLength(0);
    });
    for (const scope of [
      { account_tokens: [one.userAccountToken] },
      { business_account_tokens: [one.accountToken] },
      { program_level: true, excluded_card_tokens: [other.card.token] },
      { program_level: true, excluded_business_account_tokens: [other.accountToken] },
    ])
      await during(await inForce("CONDITIONAL_ACTION", nothing, scope), async () => {
        expect(await results()).toEqual(["DECLINED", "APPROVED"]);
        expect(
          (await lithic.authRules.v2.list({ card_token: one.card.token, scope: "ANY" })).data,
        ).toHaveLength(1);
        expect(
          (await lithic.authRules.v2.list({ card_token: other.card.token, scope: "ANY" })).data,
        ).toHaveLength(0);
      });
    for (const wrong of [
      {},
      { card_tokens: [randomUUID()] },
      { card_tokens: [one.card.token], program_level: true },
    ])
      expect((await make("CONDITIONAL_ACTION", nothing, wrong)).status).toBe(400);
  });

  it.each([
    ["MCC", "IS_ONE_OF", ["5812", "7995"], { mcc: "7995" }, { mcc: "5411" }],
    ["MCC", "IS_NOT_ONE_OF", ["5812"], { mcc: "7995" }, { mcc: "5812" }],
    [
      "COUNTRY",
      "IS_EQUAL_TO",
      "CAN",
      { merchant_acceptor_country: "CAN" },
      { merchant_acceptor_country: "USA" },
    ],
    [
      "COUNTRY",
      "IS_NOT_EQUAL_TO",
      "USA",
      { merchant_acceptor_country: "CAN" },
      { merchant_acceptor_country: "USA" },
    ],
    ["CURRENCY", "IS_ONE_OF", ["EUR"], { merchant_currency: "EUR" }, { merchant_currency: "USD" }],
    ["DESCRIPTOR", "MATCHES", "^BET", { descriptor: "BET 365" }, { descriptor: "ALPHABET" }],
    ["DESCRIPTOR", "DOES_NOT_MATCH", "^BET", { descriptor: "ALPHABET" }, { descriptor: "BET 365" }],
    ["DESCRIPTOR", "CONTAINS_ANY", ["WINE", "BEER"], { descriptor: "MY BEER" }, { descriptor: "MY BREAD" }],
    ["DESCRIPTOR", "CONTAINS_ALL", ["MY", "BEER"], { descriptor: "MY BEER" }, { descriptor: "YOUR BEER" }],
    ["DESCRIPTOR", "CONTAINS_NONE", ["BREAD"], { descriptor: "MY BEER" }, { descriptor: "MY BREAD" }],
    ["MERCHANT_ID", "IS_EQUAL_TO", "M1", { merchant_acceptor_id: "M1" }, { merchant_acceptor_id: "M2" }],
    ["CASH_AMOUNT", "IS_GREATER_THAN", 0, { mcc: "6011" }, { mcc: "5411" }],
    ["PAN_ENTRY_MODE", "IS_EQUAL_TO", "ICC", { mcc: "6011" }, { mcc: "5411" }],
  ])("declines when %s %s %s", async (attribute, operation, value, met, unmet) => {
    await during(await inForce("CONDITIONAL_ACTION", decline({ attribute, operation, value })), async () => {
      expect((await pay(issuer, pan, 10, met)).result).toBe("DECLINED");
      expect((await pay(issuer, pan, 10, unmet)).result).toBe("APPROVED");
    });
  });

  it.each([
    ["IS_EQUAL_TO", [false, true, false]],
    ["IS_NOT_EQUAL_TO", [true, false, true]],
    ["IS_GREATER_THAN", [false, false, true]],
    ["IS_GREATER_THAN_OR_EQUAL_TO", [false, true, true]],
    ["IS_LESS_THAN", [true, false, false]],
    ["IS_LESS_THAN_OR_EQUAL_TO", [true, true, false]],
  ])("compares amounts with %s", async (operation, declines) => {
    await during(
      await inForce("CONDITIONAL_ACTION", decline({ attribute: "TRANSACTION_AMOUNT", operation, value: 10 })),
      async () => {
        for (const [index, amount] of [9, 10, 11].entries())
          expect((await pay(issuer, pan, amount)).result === "DECLINED").toBe(declines[index]);
      },
    );
  });

  it("needs all of its conditions, and any rule that declines is enough", async () => {
    const both = await inForce(
      "CONDITIONAL_ACTION",
      decline(
        { attribute: "MCC", operation: "IS_ONE_OF", value: ["5812"] },
        { attribute: "CARD_DECLINE_COUNT_24H", operation: "IS_GREATER_THAN_OR_EQUAL_TO", value: 0 },
        { attribute: "CARD_STATE", operation: "IS_EQUAL_TO", value: "OPEN" },
      ),
    );
    const lock = await inForce("MERCHANT_LOCK", {
      merchants: [{ merchant_id: "M1" }, { descriptor: "the shop" }],
    });
    expect(
      (await pay(issuer, pan, 1, { mcc: "5812", merchant_acceptor_id: "M1" })).events?.[0]?.detailed_results,
    ).toEqual(["AUTH_RULE"]);
    expect((await pay(issuer, pan, 1, { mcc: "5411", merchant_acceptor_id: "M1" })).result).toBe("APPROVED");
    expect((await pay(issuer, pan, 1, { mcc: "5411", descriptor: "THE SHOP" })).result).toBe("APPROVED");
    const twice = await pay(issuer, pan, 1, { mcc: "5812", merchant_acceptor_id: "M2" });
    expect(twice.events?.[0]?.rule_results.map((result) => result.auth_rule_token)).toEqual([both, lock]);
    await Promise.all([both, lock].map((token) => lithic.authRules.v2.delete(token)));
  });

  it("is refused when no purchase could ever be held against it", async () => {
    const velocity = { scope: "CARD", period: { type: "DAY" }, limit_amount: 1 };
    const wrong: [string, object][] = [
      ...["RISK_SCORE", "TRAVEL_SPEED", "ADDRESS_MATCH", "constructor"].map((attribute): [string, object] => [
        "CONDITIONAL_ACTION",
        decline({ attribute, operation: "IS_EQUAL_TO", value: 1 }),
      ]),
      [
        "CONDITIONAL_ACTION",
        decline({ attribute: "MCC", operation: "IS_AFTER", value: "2026-01-01T00:00:00Z" }),
      ],
      ["CONDITIONAL_ACTION", decline({ attribute: "MCC", operation: "IS_NOT_ONE_OF", value: [] })],
      ["CONDITIONAL_ACTION", decline({ attribute: "MCC", operation: "MATCHES", value: "(" })],
      [
        "CONDITIONAL_ACTION",
        decline({ attribute: "TRANSACTION_AMOUNT", operation: "IS_GREATER_THAN", value: "10" }),
      ],
      ["CONDITIONAL_ACTION", decline()],
      ["VELOCITY_LIMIT", { ...velocity, limit_amount: null }],
      ["VELOCITY_LIMIT", { ...velocity, period: { type: "CUSTOM", duration: 9 } }],
      ["VELOCITY_LIMIT", { ...velocity, period: { type: "YEAR", month: 4, day_of_month: 31 } }],
      ["VELOCITY_LIMIT", { ...velocity, filters: { include_mccs: ["food"] } }],
      ["TYPESCRIPT_CODE", { code: "1" }],
    ];
    for (const [type, parameters] of wrong)
      expect([parameters, (await make(type, parameters)).status]).toEqual([parameters, 400]);
  });
});

describe(`a velocity limit${contractTitle}`, () => {
  it("counts what its filters include, and cash apart", async () => {
    const { pan, card } = await fundedCard(issuer);
    const onCard = { card_tokens: [card.token] };
    const filters = { include_mccs: ["5812"], exclude_countries: ["CAN"] };
    const rule = {
      scope: "CARD",
      period: { type: "CUSTOM", duration: 60 },
      limit_amount: 100,
      limit_count: 2,
      filters,
    };
    const food = { mcc: "5812" };
    await during(await inForce("VELOCITY_LIMIT", rule, onCard), async () => {
      expect((await pay(issuer, pan, 500, { mcc: "5411" })).result).toBe("APPROVED");
      expect((await pay(issuer, pan, 500, { mcc: "5812", merchant_acceptor_country: "CAN" })).result).toBe(
        "APPROVED",
      );
      const first = await pay(issuer, pan, 60, food);
      expect((await pay(issuer, pan, 41, food)).result).toBe("DECLINED");
      await lithic.transactions.simulateVoid({ token: first.token });
      expect((await pay(issuer, pan, 50, food)).result).toBe("APPROVED");
      expect((await pay(issuer, pan, 10, food)).result).toBe("APPROVED");
      expect((await pay(issuer, pan, 1, food)).result).toBe("DECLINED");
      clock.now = new Date(clock.now.getTime() + 61_000);
      expect((await pay(issuer, pan, 100, food)).result).toBe("APPROVED");
    });
    const noCash = { scope: "CARD", period: { type: "DAY" }, limit_cash_amount: 0 };
    await during(await inForce("VELOCITY_LIMIT", noCash, onCard), async () => {
      expect((await pay(issuer, pan, 1, { mcc: "6011" })).result).toBe("DECLINED");
      expect((await pay(issuer, pan, 1)).result).toBe("APPROVED");
    });
  });

  it("says what it has counted", async () => {
    const { card, pan: itsPan, userAccountToken } = await fundedCard(issuer);
    const second = await lithic.cards.create({ type: "VIRTUAL", account_token: userAccountToken });
    const token = await inForce(
      "VELOCITY_LIMIT",
      { scope: "ACCOUNT", period: { type: "MONTH" }, limit_amount: 100 },
      { account_tokens: [userAccountToken] },
    );
    await pay(issuer, itsPan, 60);
    expect((await pay(issuer, second.pan ?? "", 41)).result).toBe("DECLINED");
    const { features } = await lithic.authRules.v2.retrieveFeatures(token, {
      account_token: userAccountToken,
    });
    expect(features).toMatchObject([{ scope: "ACCOUNT", value: { amount: 60, count: 1 } }]);
    expect(
      await refusal(lithic.authRules.v2.retrieveFeatures(token, { card_token: card.token })),
    ).toMatchObject({ status: 400 });
  });

  it("lets through exactly what a recount of its window allows, over months and both changes of the clock", async () => {
    const spoken = new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York", dateStyle: "short" });
    const dateIn = (moment: Date) => spoken.format(moment);
    const mondayOf = (moment: Date) => {
      const date = new Date(`${dateIn(moment)}T00:00:00Z`);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      return date.toISOString().slice(0, 10);
    };
    const isSameWindow: Record<string, (a: Date, b: Date) => boolean> = {
      DAY: (a, b) => dateIn(a) === dateIn(b),
      WEEK: (a, b) => mondayOf(a) === mondayOf(b),
      MONTH: (a, b) => dateIn(a).slice(0, 7) === dateIn(b).slice(0, 7),
      YEAR: (a, b) => dateIn(a).slice(0, 4) === dateIn(b).slice(0, 4),
    };
    const purchase = fc.record({
      amount: fc.integer({ min: 1, max: 60 }),
      hours: fc.constantFrom(0, 1, 3, 11, 23, 30, 200, 900),
    });
    const starts = ["2026-03-07T22:00:00Z", "2026-10-31T22:00:00Z", "2026-12-30T20:00:00Z"];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("DAY", "WEEK", "MONTH", "YEAR"),
        fc.constantFrom(...starts),
        fc.array(purchase, { maxLength: 14 }),
        async (type, start, purchases) => {
          clock.now = new Date(start);
          const funded = await fundedCard(issuer);
          const rule = { scope: "CARD", period: { type }, limit_amount: 100 };
          await during(
            await inForce("VELOCITY_LIMIT", rule, { card_tokens: [funded.card.token] }),
            async () => {
              const approved: { at: Date; amount: number }[] = [];
              for (const { amount, hours } of purchases) {
                clock.now = new Date(clock.now.getTime() + hours * 3_600_000);
                const spent = approved
                  .filter(({ at }) => isSameWindow[type]?.(at, clock.now))
                  .reduce((sum, one) => sum + one.amount, 0);
                const { result } = await pay(issuer, funded.pan, amount);
                expect(result).toBe(spent + amount <= 100 ? "APPROVED" : "DECLINED");
                if (result === "APPROVED") approved.push({ at: clock.now, amount });
              }
            },
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});
