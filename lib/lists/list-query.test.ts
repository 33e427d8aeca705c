import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cursor, writeCursor } from "./cursor.ts";
import { hrefFor, parseListQuery, type UrlParameters } from "./list-query.ts";

const rules = {
  filters: {
    status: ["active", "frozen"],
    kind: { several: ["a", "b", "c"] },
    holder: "id",
    limitFrom: "amount",
    createdFrom: "day",
  },
  sorts: { created: ["desc", "time"], memo: ["asc", "text"], number: ["asc", "number"] },
  searched: true,
} as const;
const parse = (parameters: UrlParameters) => parseListQuery(rules, parameters);
const parseUrl = (url: string) => parse(new URLSearchParams(url));
const plain = { filters: {}, sort: { by: "created", direction: "desc" }, pageSize: 25 };

describe("the query that a URL says", () => {
  it("is the first page, in the first sort, when it says nothing", () => {
    expect(parseUrl("")).toEqual(plain);
    expect(parse({})).toEqual(plain);
  });

  it("has the search, the filters, the sort and the size", () => {
    expect(parseUrl("search=+ada+b+&status=frozen&holder=12&sort=-memo&pageSize=100")).toEqual({
      search: "ada b",
      filters: { status: "frozen", holder: 12 },
      sort: { by: "memo", direction: "desc" },
      pageSize: 100,
    });
  });

  it("has several values of one filter, in the order of the rule (H30)", () => {
    expect(parseUrl("kind=c,a,c").filters).toEqual({ kind: ["a", "c"] });
    expect(hrefFor(rules, parseUrl("kind=c,a"))).toBe("?kind=a%2Cc");
    expect(parseUrl("kind=a,d").filters).toEqual({});
    expect(parseUrl("kind=").filters).toEqual({});
  });

  it("has amounts in minor units, and days", () => {
    expect(parseUrl("limitFrom=0&createdFrom=2024-02-29").filters).toEqual({
      limitFrom: 0,
      createdFrom: "2024-02-29",
    });
    expect(parseUrl("limitFrom=2147483647&createdFrom=9999-12-31").filters).toEqual({
      limitFrom: 2_147_483_647,
      createdFrom: "9999-12-31",
    });
  });

  it("is the same from a record as pages get it", () => {
    expect(parse({ status: "active", holder: ["7", "8"], sort: undefined })).toEqual({
      ...plain,
      filters: { status: "active", holder: 7 },
    });
  });

  it("takes the first of repeated names", () => {
    expect(parseUrl("status=active&status=frozen&search=a&search=b")).toEqual({
      ...plain,
      filters: { status: "active" },
      search: "a",
    });
  });

  it.each([
    "status=closed",
    "status=",
    "status=Active",
    "holder=0",
    "holder=-1",
    "holder=1.5",
    "holder=1e3",
    "holder=2147483648",
    "holder=99999999999999999999",
    "holder=٣",
    "limitFrom=-1",
    "limitFrom=1.5",
    "limitFrom=007",
    "limitFrom=1,000",
    "limitFrom=2147483648",
    "createdFrom=2026-02-30",
    "createdFrom=2026-1-2",
    "createdFrom=26-01-02",
    "createdFrom=2026-01-02T00:00:00.000Z",
    "createdFrom=0000-01-01",
    "createdFrom=%2B010000-01-01",
    "createdFrom=yesterday",
    "search=%20%20",
    "search=%00",
    "sort=holder",
    "sort=constructor",
    "sort=--created",
    "sort=",
    "pageSize=0",
    "pageSize=-5",
    "pageSize=ten",
    "end=middle",
    "after=",
    "after=!!!!",
    "after=bm90IGpzb24",
    "before=WzFd",
    "constructor=active",
    "__proto__=1",
  ])("counts %s as absent (ADV-P3)", (url) => {
    expect(parseUrl(url)).toEqual(plain);
  });

  it("gives no more than a hundred rows", () => {
    expect(parseUrl("pageSize=101").pageSize).toBe(100);
    expect(parseUrl("pageSize=999").pageSize).toBe(100);
    expect(parseUrl("pageSize=1").pageSize).toBe(1);
  });

  it("keeps a search whole, however long it is", () => {
    expect(parseUrl(`search=${"x".repeat(99)}%F0%9F%98%80`).search).toBe(`${"x".repeat(99)}😀`);
    expect(parseUrl(`search=${"x".repeat(5_000)}`).search).toHaveLength(5_000);
  });

  it("has no search where the list cannot be searched", () => {
    expect(parseListQuery({ ...rules, searched: false }, { search: "ada" })).toEqual(plain);
  });

  it("follows the first of after, before and end only", () => {
    const cursor = writeCursor(
      { by: "created", direction: "desc" },
      { value: "2026-01-02T03:04:05.678Z", id: 3 },
    );
    expect(parseUrl(`after=${cursor}&before=${cursor}&end=last`)).toEqual({
      ...plain,
      after: { value: "2026-01-02T03:04:05.678Z", id: 3 },
    });
    expect(parseUrl(`before=${cursor}&end=last`)).toEqual({
      ...plain,
      before: { value: "2026-01-02T03:04:05.678Z", id: 3 },
    });
    expect(parseUrl("end=last")).toEqual({ ...plain, end: "last" });
  });

  it("never fails, whatever stands in it", () => {
    const names = fc.oneof(
      fc.constantFrom(
        "search",
        "status",
        "holder",
        "limitFrom",
        "createdFrom",
        "sort",
        "after",
        "before",
        "end",
        "pageSize",
      ),
      fc.string(),
    );
    const values = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.string()),
      fc.constant(undefined),
      fc.base64String(),
    );
    fc.assert(
      fc.property(fc.dictionary(names, values), (parameters) => {
        const query = parse(parameters);
        expect(query.pageSize).toBeGreaterThan(0);
        expect(query.pageSize).toBeLessThanOrEqual(100);
        expect(Object.keys(rules.sorts)).toContain(query.sort.by);
        expect([query.after, query.before, query.end].filter(Boolean).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        parseUrl(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a cursor", () => {
  const sorts = [
    { by: "created", direction: "desc" },
    { by: "memo", direction: "asc" },
    { by: "number", direction: "asc" },
  ] as const;
  const time = fc
    .date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const values = {
    created: time,
    memo: fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
    number: fc.nat(),
  };
  const id = fc.integer({ min: 1, max: 2_147_483_647 });
  const urlSort = (sort: { by: string; direction: string }) =>
    `${sort.direction === "desc" ? "-" : ""}${sort.by}`;

  it.each(sorts)("comes back from a URL as it went in, sorted by $by", (sort) => {
    fc.assert(
      fc.property(values[sort.by], id, (value, rowId) => {
        const cursor = writeCursor(sort, { value, id: rowId });
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(parse({ sort: urlSort(sort), after: cursor }).after).toEqual({ value, id: rowId });
      }),
    );
  });

  it.each(sorts)("made sorted by $by is no place in a list sorted otherwise", (sort) => {
    const value = sort.by === "created" ? "2026-01-02T03:04:05.678Z" : sort.by === "memo" ? "Travel" : 7;
    const cursor = writeCursor(sort, { value, id: 3 });
    for (const other of ["created", "-created", "memo", "-memo", "number", "-number"].filter(
      (name) => name !== urlSort(sort),
    ))
      expect(parse({ sort: other, after: cursor }).after).toBeUndefined();
  });

  it("that was made up is the first page", () => {
    const forged = (parts: unknown) => btoa(JSON.stringify(parts)).replaceAll("=", "");
    const time = "2026-01-02T03:04:05.678Z";
    expect(parse({ after: forged([1, "created", "desc", time, 3]) }).after).toEqual({ value: time, id: 3 });
    for (const parts of [
      [2, "created", "desc", time, 3],
      [1, "created", "desc", "yesterday", 3],
      [1, "created", "desc", "2026-13-45T99:99:99.999Z", 3],
      [1, "created", "desc", 5, 3],
      [1, "created", "desc", time, "3"],
      [1, "created", "desc", time, 3.5],
      [1, "created", "desc", time, 2 ** 40],
      [1, "created", "desc", time, null],
      [1, "created", "desc", { gt: "" }, 3],
      [1, "created", "desc", time],
      { 0: 1 },
      null,
    ])
      expect(parse({ after: forged(parts) }).after, JSON.stringify(parts)).toBeUndefined();
    expect(parse({ sort: "memo", after: forged([1, "memo", "asc", "a\0b", 3]) }).after).toBeUndefined();
  });

  it("is refused when it is long, before it is read", () => {
    expect(
      parse({
        sort: "memo",
        after: writeCursor({ by: "memo", direction: "asc" }, { value: "x".repeat(2_000), id: 1 }),
      }).after,
    ).toBeUndefined();
  });
});

describe("a link", () => {
  const arbitraryUrl = fc.record(
    {
      search: fc.string({ unit: "grapheme" }),
      status: fc.constantFrom("active", "frozen", "other"),
      holder: fc.nat().map(String),
      limitFrom: fc.nat().map(String),
      createdFrom: fc.constantFrom("2026-01-31", "2026-02-31"),
      sort: fc.constantFrom("created", "-created", "memo", "-memo", "number", "x"),
      pageSize: fc.constantFrom("20", "25", "100", "1000"),
      end: fc.constantFrom("first", "last"),
    },
    { requiredKeys: [] },
  );
  const read = (href: string) => parse(new URLSearchParams(href.slice(1)));

  it("without a change leads to the same query", () => {
    fc.assert(
      fc.property(arbitraryUrl, (url) => {
        const query = parse(url);
        const { end, ...rest } = query;
        expect(read(hrefFor(rules, query))).toEqual(end === "last" ? query : rest);
      }),
    );
  });

  it("says only what differs from the default", () => {
    expect(hrefFor(rules, parse({}))).toBe("?");
    expect(hrefFor(rules, parse({ sort: "-created", pageSize: "25", status: "active" }))).toBe(
      "?status=active",
    );
  });

  it("to another filter, sort or search goes back to the first page", () => {
    const after: Cursor = { value: "2026-01-02T03:04:05.678Z", id: 3 };
    const query = { ...parse({ status: "active" }), after };
    expect(hrefFor(rules, query, { filters: { status: "frozen" } })).toBe("?status=frozen");
    expect(hrefFor(rules, query, { filters: { status: null, holder: 4 } })).toBe("?holder=4");
    expect(hrefFor(rules, query, { sort: { by: "memo", direction: "asc" } })).toBe(
      "?status=active&sort=memo",
    );
    expect(hrefFor(rules, query, { search: "a&b=c" })).toBe("?search=a%26b%3Dc&status=active");
    expect(hrefFor(rules, { ...query, search: "ada" }, { search: null })).toBe("?status=active");
  });

  it("to another page keeps all the rest", () => {
    const query = { ...parse({ status: "active", search: "ada" }), end: "last" } as const;
    expect(hrefFor(rules, query, { after: "abc" })).toBe("?search=ada&status=active&after=abc");
    expect(hrefFor(rules, query, { before: "abc" })).toBe("?search=ada&status=active&before=abc");
    expect(hrefFor(rules, query, { end: "first" })).toBe("?search=ada&status=active");
    expect(hrefFor(rules, parse({}), { end: "last" })).toBe("?end=last");
  });
});
