import { describe, expect, it } from "vitest";
import { hrefFor, parseListQuery } from "@/lib/lists/list-query.ts";
import { cardListRules, cardsWhere } from "./card-list.ts";

describe("the days of a card list", () => {
  const parse = (url: string) => parseListQuery(cardListRules, new URLSearchParams(url));

  it("are those of the zone in the address, and of UTC without one (D15)", () => {
    const day = "createdFrom=2026-01-31&createdTo=2026-01-31";
    const { filters, zone } = parse(`${day}&zone=America/New_York`);
    expect(cardsWhere(filters, zone)).toEqual({
      createdAt: { gte: new Date("2026-01-31T05:00:00.000Z"), lt: new Date("2026-02-01T05:00:00.000Z") },
    });
    expect(cardsWhere(parse(day).filters)).toEqual({
      createdAt: { gte: new Date("2026-01-31T00:00:00.000Z"), lt: new Date("2026-02-01T00:00:00.000Z") },
    });
    expect(cardsWhere(parse("usedSince=2026-07-01").filters, "Asia/Tokyo")).toEqual({
      lastUsedAt: { gte: new Date("2026-06-30T15:00:00.000Z") },
    });
  });

  it("keep their zone in links and views, which nothing else needs (D15)", () => {
    const query = parse("createdFrom=2026-01-31&zone=Europe/Berlin");
    expect(hrefFor(cardListRules, query)).toBe("?createdFrom=2026-01-31&zone=Europe%2FBerlin");
    expect(hrefFor(cardListRules, query, { filters: { createdFrom: null } })).toBe("?");
    expect(parse("zone=Nowhere").zone).toBeUndefined();
  });
});
