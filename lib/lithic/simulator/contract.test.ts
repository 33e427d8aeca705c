import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { queryParameters } from "./query-parameters.ts";
import { routeNames } from "./router.ts";
import {
  checkedAgainstSpecification,
  checkWebhook,
  contractTitle,
  documentedQuery,
  hasSpecification,
  violations,
} from "./test-contract.ts";
import { business, fundedCard, pay, person, refusal, shipTo, testIssuer } from "./test-issuer.ts";

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

  it("for the status and the card programs", async () => {
    expect(await lithic.apiStatus()).toEqual({ message: "OK" });
    const [first, ...others] = (await lithic.cardPrograms.list({ page_size: 1 })).data;
    const [second] = (await lithic.cardPrograms.list({ starting_after: first?.token ?? "" })).data;
    expect([first?.name, others, second?.name]).toEqual([
      "Simulated Travel",
      [],
      "Simulated Commercial Debit",
    ]);
    const { card } = await fundedCard(issuer);
    expect(await lithic.cardPrograms.retrieve(card.card_program_token)).toEqual(second);
    expect((await refusal(lithic.cardPrograms.retrieve(randomUUID()))).status).toBe(404);
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

  it("takes the query parameters that are documented, and no others (F19)", async () => {
    for (const route of routeNames) {
      const known = queryParameters[route] ?? {};
      if (hasSpecification) expect({ [route]: known }).toEqual({ [route]: documentedQuery(route) });
    }
    for (const query of ["account=1", "state=FROZEN", "state=OPEN&state=PAUSED", "State=OPEN"])
      expect((await request("GET", `/v1/cards?${query}`)).status).toBe(400);
    expect((await request("GET", "/v1/transactions?status=MOONLIT")).status).toBe(400);
    expect((await request("GET", "/v1/balances?financial_account_type=PAYROLL")).status).toBe(400);
    expect((await request("GET", "/v1/events?event_types=card.created,card.melted")).status).toBe(422);
    expect((await request("GET", "/v1/events?event_types=card.created,card.shipped")).status).toBe(200);
  });

  it("takes the key alone, without a scheme (F19)", async () => {
    for (const authorization of ["Bearer x", "bearer x", "Basic eDp4"])
      expect((await request("GET", "/v1/cards", undefined, { authorization })).status).toBe(401);
  });

  it("says what is wrong with an auth rule in a body of another form (F19)", async () => {
    const missing = await request("GET", `/v2/auth_rules/${randomUUID()}`);
    expect(await missing.json()).toEqual({ error: "Auth rule not found" });
    const bad = await request("POST", "/v2/auth_rules", { type: "SPELL" });
    expect([bad.status, Object.keys(Object(await bad.json()))]).toEqual([400, ["error"]]);
    const keyless = await request("GET", "/v2/auth_rules", undefined, {});
    expect(await keyless.json()).toMatchObject({ message: expect.stringContaining("API key") });
  });

  it.each(["PENDING_REVIEW", "PENDING_DOCUMENT", "PENDING_RESUBMIT", "REJECTED"] as const)(
    "enrolls a business as %s, tells so, and reviews it (F19)",
    async (status) => {
      const own = testIssuer();
      own.simulator.enrolAs(status);
      const { holder } = await business(own, 0);
      expect(holder).toMatchObject({ status, status_reasons: [expect.stringContaining("ID_VERIFICATION")] });
      const seen = await own.lithic.accountHolders.retrieve(holder.token);
      expect(seen).toMatchObject({
        status,
        status_reasons: ["ID_VERIFICATION_FAILURE"],
        verification_application: { status, status_reasons: ["ID_VERIFICATION_FAILURE"] },
      });
      expect(seen.required_documents?.length).toBe(status === "PENDING_DOCUMENT" ? 1 : undefined);
      await own.lithic.accountHolders.simulateEnrollmentReview({
        account_holder_token: holder.token,
        status: "ACCEPTED",
      });
      const after = await own.lithic.accountHolders.retrieve(holder.token);
      expect(after).toMatchObject({ status: "ACCEPTED", status_reasons: [] });
      expect(after.required_documents).toBeUndefined();
      const { data } = await own.lithic.events.list({ with_content: true });
      const told = data.filter(({ event_type }) => event_type.startsWith("account_holder."));
      for (const { event_type, payload } of told) checkWebhook(event_type, payload);
      const statuses = told.map(({ payload }) => (payload as { status?: string }).status);
      const first = status === "REJECTED" ? ["REJECTED", "PENDING_REVIEW"] : ["PENDING_REVIEW"];
      expect(statuses).toEqual(["ACCEPTED", ...first]);
      own.simulator.close();
    },
  );

  it("declines the cards of a business that is suspended (F19)", async () => {
    const { accountToken, pan } = await fundedCard(issuer);
    await lithic.accounts.update(accountToken, { state: "PAUSED" });
    const declined = await pay(issuer, pan, 100);
    expect(declined).toMatchObject({ status: "DECLINED", result: "ACCOUNT_PAUSED" });
    await lithic.accounts.update(accountToken, { state: "ACTIVE" });
    expect(await pay(issuer, pan, 100)).toMatchObject({ status: "PENDING" });
  });

  it("with nothing that breaks it anywhere in these tests", () => {
    expect(violations).toEqual([]);
  });
});
