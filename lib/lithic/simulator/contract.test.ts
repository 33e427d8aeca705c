import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import {
  checkedAgainstSpecification,
  checkWebhook,
  contractTitle,
  hasSpecification,
  violations,
} from "./test-contract.ts";
import { business, fundedCard, person, refusal, shipTo, testIssuer } from "./test-issuer.ts";

const issuer = testIssuer();
const { lithic, request } = issuer;

afterAll(() => issuer.simulator.close());

describe(`what the simulator answers is what Lithic specifies${contractTitle}`, () => {
  it("has the specification to hold it against in continuous integration", () => {
    if (process.env.CI) expect(hasSpecification).toBe(true);
  });

  it("notices an answer with a field missing, wrong or too many states", async () => {
    const { card } = await fundedCard(issuer);
    const body: Record<string, unknown> = { ...card };
    const answering = (change: object) =>
      checkedAgainstSpecification(async () => Response.json({ ...body, ...change }))(
        `https://sandbox.lithic.com/v1/cards/${card.token}`,
      );
    await answering({});
    if (!hasSpecification) return;
    const before = violations.length;
    for (const wrong of [
      { state: "FROZEN" },
      { token: undefined },
      { spend_limit: "12" },
      { created: "yesterday" },
      { pan: "1" },
    ])
      await expect(answering(wrong)).rejects.toThrow("/v1/cards/{card_token}");
    expect(violations.splice(before)).toHaveLength(5);
    expect(() =>
      checkWebhook("card.updated", { event_type: "card.updated", card_token: card.token }),
    ).toThrow("previous_fields");
  });

  it("for every kind of holder, seen one by one, in lists and reviewed", async () => {
    const person = {
      first_name: "Ada",
      last_name: "Byron",
      email: "ada@engines.example",
      dob: "1980-12-10",
      government_id: "111-23-1412",
      phone_number: "+12125550100",
      address: {
        address1: "1 Main Street",
        city: "New York",
        state: "NY",
        postal_code: "10001",
        country: "USA",
      },
    };
    const made = [
      await lithic.accountHolders.create({
        workflow: "KYB_BASIC",
        business_entity: {
          legal_business_name: "Engines",
          government_id: "12-3456789",
          phone_numbers: ["+12125550100"],
          address: person.address,
        },
        control_person: person,
        beneficial_owner_individuals: [person],
        nature_of_business: "Engines",
        tos_timestamp: "2026-03-01T00:00:00Z",
        external_id: "engines",
      }),
      await lithic.accountHolders.create({
        workflow: "KYC_BASIC",
        individual: person,
        tos_timestamp: "2026-03-01T00:00:00Z",
      }),
    ];
    for (const { token, status } of made) {
      expect(status).toBe("ACCEPTED");
      const seen = await lithic.accountHolders.retrieve(token);
      expect(JSON.stringify(seen)).not.toContain(person.government_id);
      for (const wanted of ["PENDING_REVIEW", "REJECTED", "ACCEPTED"] as const)
        await lithic.accountHolders.simulateEnrollmentReview({ account_holder_token: token, status: wanted });
    }
    expect((await lithic.accountHolders.list({ external_id: "engines" })).data).toHaveLength(1);
    expect((await lithic.accountHolders.list({ legal_business_name: "ENGIN" })).data.length).toBeGreaterThan(
      0,
    );
  });

  it("for accounts, their limits and their money", async () => {
    const { accountToken, financialAccountToken } = await business(issuer, 500);
    await lithic.accounts.update(accountToken, {
      state: "PAUSED",
      substatus: "INTERNAL_REVIEW",
      comment: "?",
    });
    expect((await lithic.accounts.retrieve(accountToken)).substatus).toBe("INTERNAL_REVIEW");
    await lithic.accounts.update(accountToken, { state: "ACTIVE", lifetime_spend_limit: 5 });
    expect((await lithic.accounts.retrieveSpendLimits(accountToken)).available_spend_limit).toEqual({
      daily: 125_000,
      monthly: 500_000,
      lifetime: 5,
    });
    expect((await lithic.accounts.list()).data.length).toBeGreaterThan(0);
    await lithic.financialAccounts.create({
      nickname: "Savings",
      type: "OPERATING",
      account_token: accountToken,
    });
    expect((await lithic.financialAccounts.list({ account_token: accountToken })).data).toHaveLength(2);
    expect(
      (await lithic.financialAccounts.balances.list(financialAccountToken)).data[0]?.available_amount,
    ).toBe(500);
    expect(
      (
        await lithic.balances.list({
          business_account_token: accountToken,
          financial_account_type: "ISSUING",
        })
      ).data,
    ).toHaveLength(1);
    const drawn = { financial_account_token: financialAccountToken, receipt_type: "RECEIPT_DEBIT" } as const;
    expect(
      (await lithic.payments.simulateReceipt({ ...drawn, token: randomUUID(), amount: 501 })).result,
    ).toBe("DECLINED");
    const once = { ...drawn, token: randomUUID(), amount: 100 };
    await lithic.payments.simulateReceipt(once);
    await lithic.payments.simulateReceipt(once);
    expect(
      (await lithic.balances.list({ account_token: accountToken })).data.map((row) => row.total_amount),
    ).toEqual([0, 400]);
  });

  it("and what it refuses says why, in Lithic's form", async () => {
    const nobody = randomUUID();
    expect((await request("GET", "/v1/cards", undefined, {})).status).toBe(401);
    expect((await refusal(lithic.cards.retrieve(nobody))).status).toBe(404);
    expect((await refusal(lithic.accounts.retrieve(nobody))).status).toBe(404);
    expect((await refusal(lithic.accountHolders.retrieve(nobody))).status).toBe(404);
    expect((await refusal(lithic.authRules.v2.retrieve(nobody))).status).toBe(404);
    expect((await refusal(lithic.transactions.retrieve(nobody))).status).toBe(404);
    expect((await refusal(lithic.financialAccounts.retrieve(nobody))).status).toBe(404);
    expect((await refusal(person(issuer, nobody))).status).toBe(400);
    expect((await request("GET", "/v1/cards?page_size=0")).status).toBe(400);
    expect((await request("GET", "/v1/cards?begin=yesterday")).status).toBe(400);
    expect((await request("GET", "/v1/cards?state=FROZEN")).status).toBe(400);
    expect((await request("GET", "/v1/balances?balance_date=2026-01-01T00:00:00Z")).status).toBe(400);
    expect((await request("GET", `/v1/cards?starting_after=${nobody}`)).status).toBe(400);
    expect((await request("POST", "/v1/cards", "{")).status).toBe(400);
    expect(await (await request("GET", "/v1/status")).json()).toEqual({ message: "OK" });
    expect(
      (
        await refusal(
          lithic.cards.create({ type: "PHYSICAL", account_token: nobody, shipping_address: shipTo }),
        )
      ).message,
    ).toMatch(/account_token/);
  });

  it("with nothing that breaks it anywhere in these tests", () => {
    expect(violations).toEqual([]);
  });
});
