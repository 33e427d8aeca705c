import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCursor } from "./cursor.ts";
import { droppedFilters, listFaults, requireListQuery } from "./list-faults.ts";
import { hrefFor, parseListQuery } from "./list-query.ts";

const rules = {
  filters: { status: ["active", "frozen"], holder: "id", limitFrom: "amount", createdFrom: "day" },
  sorts: { created: ["desc", "time"], memo: ["asc", "text"] },
  searched: true,
  kept: { columns: ["memo", "holder"] },
} as const;
const named = (url: string) => listFaults(rules, new URLSearchParams(url)).map(({ name }) => name);
const valid =
  "status=frozen&holder=12&limitFrom=0&createdFrom=2024-02-29&search=a+b&sort=-memo&columns=holder,memo&pageSize=100&end=last";

describe("what a list cannot follow", () => {
  it("is nothing in an address that the list understands (B6)", () => {
    expect(named("")).toEqual([]);
    expect(named(valid)).toEqual([]);
    expect(named("search=")).toEqual([]);
  });

  it.each([
    ["status=Frozen", "status"],
    ["status=closed", "status"],
    ["status=", "status"],
    ["state=frozen", "state"],
    ["holder=Ada", "holder"],
    ["holder=0", "holder"],
    ["limitFrom=1.5", "limitFrom"],
    ["createdFrom=2026-02-30", "createdFrom"],
    ["createdFrom=yesterday", "createdFrom"],
    ["sort=holder", "sort"],
    ["columns=memo,pan", "columns"],
    ["end=middle", "end"],
    ["pageSize=101", "pageSize"],
    ["pageSize=ten", "pageSize"],
    ["after=bm90IGpzb24", "after"],
    ["constructor=active", "constructor"],
    ["__proto__=1", "__proto__"],
    ["status=active&status=frozen", "status"],
  ])("is named in %s (B6, ADV-P3)", (url, name) => {
    expect(named(url)).toEqual([name]);
  });

  it("is a cursor of another order (B6)", () => {
    const cursor = writeCursor({ by: "memo", direction: "asc" }, { value: "a", id: 3 });
    expect(named(`sort=memo&after=${cursor}`)).toEqual([]);
    expect(named(`after=${cursor}`)).toEqual(["after"]);
    expect(named(`sort=memo&after=${cursor}&end=last`)).toEqual(["end"]);
  });

  it("is refused by a program's query, with what is allowed (B6)", () => {
    expect(() => requireListQuery(rules, new URLSearchParams("status=Frozen&what=1"))).toThrow(
      expect.objectContaining({
        code: "INVALID_INPUT",
        fields: { status: "Use active, frozen.", what: expect.stringContaining("search, status, holder") },
      }),
    );
  });

  it("is told on a page, except for the place in the list and empty fields (B6)", () => {
    const dropped = droppedFilters(rules, { status: ["Frozen"], holder: "", pageSize: "999", utm: "x" });
    expect(dropped.map(({ name }) => name)).toEqual(["status", "utm"]);
  });

  it("is never in a link that the list itself makes (B6)", () => {
    const url = fc.record(
      {
        search: fc.string({ unit: "grapheme", maxLength: 40 }),
        status: fc.constantFrom("active", "frozen", "other"),
        holder: fc.nat().map(String),
        limitFrom: fc.nat().map(String),
        createdFrom: fc.constantFrom("2026-01-31", "2026-02-31"),
        sort: fc.constantFrom("created", "-created", "memo", "-memo", "x"),
        pageSize: fc.constantFrom("20", "25", "100", "1000"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(url, (parameters) => {
        const href = hrefFor(rules, parseListQuery(rules, parameters));
        expect(named(href.slice(1)).filter((name) => name !== "search")).toEqual([]);
      }),
    );
  });
});
