import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { checkWebhook, contractTitle, violations } from "../test-contract.ts";
import { fundedCard, pay, refusal, testIssuer } from "../test-issuer.ts";

const issuer = testIssuer();
const { lithic, clock, request } = issuer;
afterAll(() => issuer.simulator.close());

const day = 86_400_000;
const later = (milliseconds: number) => {
  clock.now = new Date(clock.now.getTime() + milliseconds);
};
const blocked = (...value: string[]) => ({
  action: "DECLINE" as const,
  conditions: [{ attribute: "MCC" as const, operation: "IS_ONE_OF" as const, value }],
});

async function ruleOn(cardToken: string, parameters: ReturnType<typeof blocked>): Promise<string> {
  const rule = { type: "CONDITIONAL_ACTION" as const, card_tokens: [cardToken], parameters };
  return (await lithic.authRules.v2.create(rule)).token;
}

describe(`a backtest${contractTitle}`, () => {
  it("replays the payments of the rule's cards in a period, and tells of it (F19)", async () => {
    const { card, pan } = await fundedCard(issuer);
    const other = await fundedCard(issuer);
    const start = clock.now.toISOString();
    for (const mcc of ["7995", "5411", "7995"]) await pay(issuer, pan, 100, { mcc });
    await pay(issuer, other.pan, 100, { mcc: "7995" });
    later(1_000);
    const end = clock.now.toISOString();
    later(1_000);
    await pay(issuer, pan, 100, { mcc: "7995" });
    const token = await ruleOn(card.token, blocked("7995"));
    const { backtest_token = "" } = await lithic.authRules.v2.backtests.create(token, { start, end });
    const ask = { auth_rule_token: token };
    expect(await lithic.authRules.v2.backtests.retrieve(backtest_token, ask)).toMatchObject({
      backtest_token,
      simulation_parameters: { start, end },
      results: {
        current_version: null,
        draft_version: { version: 1, approved: 1, declined: 2, challenged: 0 },
      },
    });
    const { data } = await lithic.events.list({ with_content: true });
    const told = data.find(({ event_type }) => event_type === "auth_rules.backtest_report.created");
    checkWebhook("auth_rules.backtest_report.created", told?.payload);
    const listed = await (await request("GET", `/v2/auth_rules/${token}/backtests`)).json();
    expect(listed).toMatchObject({ data: [{ backtest_token, status: "SUCCESS" }], has_more: false });
    expect((await refusal(lithic.authRules.v2.backtests.retrieve(randomUUID(), ask))).status).toBe(404);
    expect(
      (await refusal(lithic.authRules.v2.backtests.create(token, { start: end, end: start }))).status,
    ).toBe(400);
  });
});

describe(`a report${contractTitle}`, () => {
  it("counts what each version decided on each day, up to yesterday (F19)", async () => {
    const { card, pan } = await fundedCard(issuer);
    const token = await ruleOn(card.token, blocked("7995"));
    for (const mcc of ["7995", "5411"]) await pay(issuer, pan, 100, { mcc });
    await lithic.authRules.v2.promote(token);
    await pay(issuer, pan, 100, { mcc: "7995" });
    const date = clock.now.toISOString().slice(0, 10);
    const report = () => lithic.authRules.v2.retrieveReport(token, { begin: date, end: date });
    expect((await refusal(report())).status).toBe(400);
    later(day);
    expect(await report()).toMatchObject({
      auth_rule_token: token,
      daily_statistics: [
        {
          date,
          versions: [
            { version: 1, state: "SHADOW", action_counts: { DECLINE: 1, NO_ACTION: 1 } },
            { version: 1, state: "ACTIVE", action_counts: { DECLINE: 1 } },
          ],
        },
      ],
    });
    const tooLong = lithic.authRules.v2.retrieveReport(token, { begin: "2026-01-01", end: date });
    expect((await refusal(tooLong)).status).toBe(400);
    expect(violations).toEqual([]);
  });
});
