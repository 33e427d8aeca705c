import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractTitle } from "../test-contract.ts";
import { business, fundedCard, pay, person, refusal, shipTo, testIssuer } from "../test-issuer.ts";
import { cardStates } from "./card.ts";
import { nextStates } from "./card-changes.ts";

const issuer = testIssuer();
const { lithic, simulator, clock, request } = issuer;

describe(`a card${contractTitle}`, () => {
  it("is made with a number of its own, which only the card itself shows", async () => {
    const { card, userAccountToken } = await fundedCard(issuer, {
      memo: "Travel",
      spend_limit: 500,
      spend_limit_duration: "MONTHLY",
    });
    expect(card).toMatchObject({
      state: "OPEN",
      memo: "Travel",
      spend_limit: 500,
      spend_limit_duration: "MONTHLY",
      exp_month: "03",
      exp_year: "2031",
    });
    expect(card.pan).toMatch(new RegExp(`^\\d{12}${card.last_four}$`));
    expect((await lithic.cards.retrieve(card.token)).pan).toBe(card.pan);
    const { data } = await lithic.cards.list({ account_token: userAccountToken });
    expect(JSON.stringify(data)).not.toContain(card.pan);
    expect(Object.keys(data[0] ?? {})).not.toEqual(expect.arrayContaining(["pan", "cvv"]));
  });

  it("is not made for what cannot be", async () => {
    const { accountToken } = await business(issuer);
    const { account_token } = await person(issuer, accountToken);
    const wrong = [
      [{ type: "PHYSICAL", account_token }, "shipping_address"],
      [{ type: "VIRTUAL", account_token, shipping_address: shipTo }, "shipping_address"],
      [
        { type: "PHYSICAL", account_token, shipping_address: { ...shipTo, last_name: "B".repeat(23) } },
        "25 characters",
      ],
      [{ type: "PHYSICAL", account_token, shipping_address: { ...shipTo, country: "US" } }, "country"],
      [{ type: "PHYSICAL", account_token, shipping_address: shipTo, shipping_method: "EXPEDITED" }, "email"],
      [{ type: "DEBIT", account_token }, "type"],
      [{ type: "VIRTUAL", account_token, spend_limit: -1 }, "spend_limit"],
      [{ type: "VIRTUAL", account_token, spend_limit_duration: "DAILY" }, "spend_limit_duration"],
      [{ type: "VIRTUAL", account_token, exp_month: "01", exp_year: "2026" }, "exp_month"],
      [{ type: "VIRTUAL", account_token, exp_month: "04", exp_year: "2031" }, "exp_month"],
      [{ type: "VIRTUAL", account_token, nonsense: 1 }, "nonsense"],
      [{ type: "VIRTUAL" }, "account_token"],
    ] as const;
    for (const [body, field] of wrong) {
      const answer = await request("POST", "/v1/cards", body);
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(field)]);
    }
    await lithic.accounts.update(account_token, { state: "PAUSED" });
    expect(await refusal(lithic.cards.create({ type: "VIRTUAL", account_token }))).toMatchObject({
      status: 422,
    });
    expect((await lithic.cards.list({ account_token })).data).toEqual([]);
  });

  it("that is physical waits to be made and to arrive before it is open", async () => {
    const { card } = await fundedCard(issuer, { type: "PHYSICAL", shipping_address: shipTo });
    expect(card.state).toBe("PENDING_FULFILLMENT");
    expect(await refusal(lithic.cards.update(card.token, { state: "OPEN" }))).toMatchObject({ status: 422 });
    expect(simulator.advance(card.token)).toBe("PENDING_ACTIVATION");
    expect(simulator.advance(card.token)).toBe("PENDING_ACTIVATION");
    expect((await lithic.cards.update(card.token, { state: "OPEN" })).state).toBe("OPEN");
  });

  it("keeps why it is frozen for as long as it is", async () => {
    const { card } = await fundedCard(issuer);
    const frozen = await lithic.cards.update(card.token, {
      state: "PAUSED",
      substatus: "LOST",
      comment: "In a taxi",
    });
    expect(frozen).toMatchObject({ state: "PAUSED", substatus: "LOST", comment: "In a taxi" });
    expect(await lithic.cards.update(card.token, { memo: "Found?" })).toMatchObject({
      substatus: "LOST",
      memo: "Found?",
    });
    expect((await lithic.cards.update(card.token, { state: "OPEN" })).substatus).toBeUndefined();
  });

  it("goes from state to state by the rules only, and closed it stays", async () => {
    const wishes = fc.array(fc.constantFrom("OPEN", "PAUSED", "CLOSED", "ship"), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.boolean(), wishes, async (isPhysical, steps) => {
        const { card } = await fundedCard(
          issuer,
          isPhysical ? { type: "PHYSICAL", shipping_address: shipTo } : {},
          0,
        );
        let state = card.state;
        for (const wish of steps) {
          if (wish === "ship") {
            state = state === "PENDING_FULFILLMENT" ? "PENDING_ACTIVATION" : state;
            expect(simulator.advance(card.token)).toBe(state);
            continue;
          }
          const answer = await request("PATCH", `/v1/cards/${card.token}`, { state: wish });
          const isAllowed = wish === state || nextStates[state].some((next) => next === wish);
          expect(answer.status).toBe(isAllowed ? 200 : 422);
          if (isAllowed) state = cardStates.find((known) => known === wish) ?? state;
          expect((await lithic.cards.retrieve(card.token)).state).toBe(state);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("can be printed again, renewed and made physical, eight times at most", async () => {
    const { card, pan } = await fundedCard(issuer);
    const renewed = await lithic.cards.renew(card.token, {
      shipping_address: shipTo,
      exp_month: "01",
      exp_year: "2030",
    });
    expect(renewed).toMatchObject({ token: card.token, pan, exp_month: "01", exp_year: "2030" });
    expect(await refusal(lithic.cards.reissue(card.token, {}))).toMatchObject({ status: 422 });
    const physical = await lithic.cards.convertPhysical(card.token, { shipping_address: shipTo });
    expect(physical).toMatchObject({
      token: card.token,
      pan,
      type: "PHYSICAL",
      state: "PENDING_FULFILLMENT",
    });
    for (let copies = 1; copies < 8; copies++)
      expect((await lithic.cards.reissue(card.token, {})).pan).toBe(pan);
    expect(await refusal(lithic.cards.reissue(card.token, {}))).toMatchObject({ status: 422 });
  });

  it("that replaces another has a new number in the same account", async () => {
    const { card, userAccountToken } = await fundedCard(issuer);
    const replacing = {
      type: "VIRTUAL",
      replacement_for: card.token,
      replacement_substatus: "LOST",
    } as const;
    const fresh = await lithic.cards.create(replacing);
    expect(fresh).toMatchObject({ account_token: userAccountToken, replacement_for: card.token });
    expect(fresh.pan).not.toBe(card.pan);
    expect((await lithic.cards.retrieve(card.token)).substatus).toBe("LOST");
    expect(
      await refusal(lithic.cards.create({ ...replacing, type: "PHYSICAL", shipping_address: shipTo })),
    ).toMatchObject({ status: 400 });
    expect(await refusal(lithic.cards.create({ ...replacing, replacement_for: randomUUID() }))).toMatchObject(
      { status: 400 },
    );
  });

  it("shows each detail once in a session that nobody can guess and that ends", async () => {
    const { card, pan } = await fundedCard(issuer);
    const open = async (more: object = {}) => {
      const answer = await request("POST", `/v1/cards/${card.token}/embed`, {
        type: "CARD_EMBED",
        target_origin: "https://portal.example",
        ...more,
      });
      return { status: answer.status, session: String(Object(await answer.json()).session) };
    };
    const see = (session: string, type: string) =>
      request("GET", `/v1/embed?session=${session}&type=${type}`, undefined, {});
    const { session } = await open();
    expect(session.length).toBeGreaterThan(40);
    const page = await see(session, "PAN");
    expect((await page.text()).replaceAll(" ", "")).toContain(pan);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors https://portal.example");
    expect((await see(session, "PAN")).status).toBe(401);
    expect((await see(session, "CVV")).status).toBe(200);
    expect((await see("guess", "PAN")).status).toBe(401);
    expect((await see(session, "NAME")).status).toBe(400);
    clock.now = new Date(clock.now.getTime() + 600_000);
    expect((await see(session, "EXP_YEAR")).status).toBe(401);
    expect((await open({ target_origin: "https://portal.example/page" })).status).toBe(400);
    expect((await open({ expiration: Math.floor(clock.now.getTime() / 1000) + 601 })).status).toBe(400);
    expect((await open({ type: "PIN_EMBED" })).status).toBe(400);
  });

  it("opens a frame that sets its PIN, and only that, in a session for it (F19)", async () => {
    const { card } = await fundedCard(issuer);
    const open = (body: object) =>
      request("POST", `/v1/cards/${card.token}/embed`, { target_origin: "https://portal.example", ...body });
    const see = async (body: object, more: Record<string, string>) => {
      const { session } = Object(await (await open(body)).json());
      return request("GET", `/v1/embed?${new URLSearchParams({ session, ...more })}`, undefined, {});
    };
    const pin = { type: "PIN_SETTING_EMBED", max_pin_length: 4 };
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
    expect((await see(pin, { type: "PAN" })).status).toBe(401);
    expect((await see({ type: "CARD_EMBED" }, { type: "PIN_SETTING" })).status).toBe(401);
    const multi = encoded({ pin_setting: { layout: "MULTI_INPUT" } });
    const page = await see(pin, { type: "PIN_SETTING", configuration: multi });
    expect((await page.text()).match(/<input/g)).toHaveLength(4);
    const single = encoded({ pin_setting: { placeholder: "<Your> PIN" } });
    const other = await (await see(pin, { type: "PIN_SETTING", configuration: single })).text();
    expect(other).toContain('placeholder="&#60;Your&#62; PIN"');
    for (const broken of ["%%%", encoded([]), encoded({ pin: 1 }), encoded("x"), "x".repeat(4_100)])
      expect((await see(pin, { type: "PIN_SETTING", configuration: broken })).status).toBe(400);
    expect((await open({ type: "CARD_EMBED", max_pin_length: 4 })).status).toBe(400);
    expect((await open({ ...pin, max_pin_length: 9 })).status).toBe(400);
  });

  it("takes styles that are nested in pseudo-classes, and no others (F19)", async () => {
    const { card } = await fundedCard(issuer);
    const styled = async (styles: unknown) => {
      const body = { type: "CARD_EMBED", target_origin: "https://portal.example" };
      const { session } = Object(await (await request("POST", `/v1/cards/${card.token}/embed`, body)).json());
      const encoded = Buffer.from(JSON.stringify(styles)).toString("base64");
      const query = new URLSearchParams({ session, type: "PAN", styles: encoded });
      return request("GET", `/v1/embed?${query}`, undefined, {});
    };
    const page = await styled({ color: "black", ":hover": { color: "blue" } });
    expect(await page.text()).toContain("body{margin:0;color:black}body:hover{color:blue}");
    for (const wrong of [
      { ":visited": { color: "blue" } },
      { ":hover": "blue" },
      { ":hover": { ":focus": { color: "blue" } } },
      { color: "url(x)" },
      { "color}": "red" },
      ["color"],
    ])
      expect((await styled(wrong)).status).toBe(400);
  });

  it("says what of its own limit is left, and nothing of limits that are not set (F19)", async () => {
    const { card, pan } = await fundedCard(issuer, { spend_limit: 1000, spend_limit_duration: "FOREVER" });
    await pay(issuer, pan, 300);
    expect(await lithic.cards.retrieveSpendLimits(card.token)).toEqual({
      available_spend_limit: { forever: 700 },
      spend_limit: { forever: 1000 },
      spend_velocity: { forever: 300 },
    });
  });
});

describe(`the list of cards${contractTitle}`, () => {
  it("shows every card exactly once, forwards and backwards, whatever the page and the filter", async () => {
    const { accountToken } = await business(issuer, 0);
    const { account_token } = await person(issuer, accountToken);
    const made: string[] = [];
    for (let index = 0; index < 23; index++) {
      const { token } = await lithic.cards.create({
        type: "VIRTUAL",
        account_token,
        memo: index % 3 ? "Travel" : "Office",
        state: index % 2 ? "PAUSED" : "OPEN",
      });
      made.unshift(token);
    }
    const wanted = fc.record(
      { memo: fc.constantFrom("rave", "Office"), state: fc.constantFrom("OPEN", "PAUSED") },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), wanted, async (page_size, filter) => {
        const query = { account_token, page_size, ...filter } as const;
        const matching = made.filter((_, place) => {
          const index = made.length - 1 - place;
          return (
            (!filter.memo || (filter.memo === "Office") === (index % 3 === 0)) &&
            (!filter.state || (filter.state === "PAUSED") === (index % 2 === 1))
          );
        });
        const forwards: string[] = [];
        for await (const card of lithic.cards.list(query)) forwards.push(card.token);
        expect(forwards).toEqual(matching);
        const backwards = [matching.at(-1) ?? ""];
        for (let more = true; more; ) {
          const page = await lithic.cards.list({ ...query, ending_before: backwards[0] ?? "" });
          backwards.unshift(...page.data.map((card) => card.token));
          more = page.has_more;
        }
        expect(backwards).toEqual(matching);
      }),
      { numRuns: 25 },
    );
  });

  it("is bounded by the moments cards were made at", async () => {
    const { card, userAccountToken: account_token } = await fundedCard(issuer);
    const { created } = card;
    expect((await lithic.cards.list({ account_token, begin: created })).data).toHaveLength(1);
    expect((await lithic.cards.list({ account_token, end: created })).data).toHaveLength(0);
    expect((await lithic.cards.list({ account_token: randomUUID() })).data).toHaveLength(0);
  });
});
