import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor.ts";
import { type TestBusiness, testBusiness, testOperator } from "@/lib/testing/test-database.ts";
import { findEntries } from "./find-entries.ts";

let business: TestBusiness;
let operator: Actor;
beforeAll(async () => {
  business = await testBusiness();
  await testBusiness();
  operator = await testOperator();
});

const found = async (actor: Actor, text: string) =>
  Object.fromEntries((await findEntries(actor, text)).map(({ label, entries }) => [label, entries]));

describe("what the palette finds", () => {
  it("is a card by its last four, of the own business alone", async () => {
    const { Cards } = await found(business.owner, "4242");
    expect(Cards).toEqual([
      {
        href: `/cards/${business.cardId}`,
        label: "Coffee •• 4242",
        hint: expect.stringMatching(/^user of .* · Active$/),
      },
    ]);
  });

  it("is what can be done with it, by who may and while it can be", async () => {
    const freeze = [
      expect.objectContaining({
        href: `/cards/${business.cardId}?do=freeze`,
        label: "Freeze Coffee •• 4242",
      }),
    ];
    for (const actor of [business.owner, business.user])
      expect((await found(actor, "freeze 4242")).Do).toEqual(freeze);
    expect((await found(business.owner, "freeze")).Do).toEqual(freeze);
    expect(await found(business.analyst, "freeze 4242")).toEqual({});
    expect(await found(business.user, "close 4242")).toEqual({});
    expect(await found(business.owner, "unfreeze 4242")).toEqual({});
    const labels = async (text: string) =>
      (await found(business.owner, text)).Do?.map(({ href, label }) => [href.split("=")[1], label]);
    expect(await labels("limit 4242")).toEqual([["change-limit", "Change limit of Coffee •• 4242"]]);
    expect(await labels("print 4242")).toEqual([["convert", "Make physical: Coffee •• 4242"]]);
    expect(await labels("load 4242")).toBeUndefined();
  });

  it("is a person or a profile by name", async () => {
    const { People } = await found(business.owner, "analyst");
    expect(People).toEqual([
      {
        href: `/users/${business.analyst.userId}`,
        label: expect.stringMatching(/^analyst of/),
        hint: "Analyst",
      },
    ]);
    expect((await found(business.owner, "trav"))["Spending profiles"]).toEqual([
      { href: `/spending-profiles/${business.spendingProfileId}`, label: "Travel" },
    ]);
  });

  it("is no person for who may not know people, neither by name nor as a holder", async () => {
    expect(await found(business.analyst, "user")).toEqual({});
    expect((await found(business.analyst, "4242")).Cards?.[0]?.hint).toMatch(/^U\. O\./);
    expect(await found(business.user, "analyst")).toEqual({});
  });

  it("is businesses and operators for an operator", async () => {
    const { Businesses = [] } = await found(operator, "b");
    expect(Businesses.length).toBeGreaterThan(1);
    expect(Object.keys(await found(operator, "operator"))).toEqual(["Operators"]);
  });

  it.each(["", "  ", "\0", "\ud800", "x".repeat(500)])("is nothing for %j", async (text) => {
    expect(await found(business.owner, text)).toEqual({});
  });
});
