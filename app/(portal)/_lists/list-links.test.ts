import { describe, expect, it } from "vitest";
import { parseListQuery } from "@/lib/lists/list-query";
import { keptParameters, pageLinks, sortHrefs } from "./list-links";

const rules = {
  filters: { state: ["on", "off"] },
  sorts: { name: ["asc", "text"], created: ["desc", "number"] },
  searched: true,
} as const;
const page = { rows: [], total: 0, totalIsCapped: false };

describe("the links of a list", () => {
  it("sort by each column in both directions, from the first page on", () => {
    const query = parseListQuery(rules, { state: "on", search: "a&b", end: "last" });
    expect(sortHrefs(rules, query)).toEqual({
      name: { ascending: "?search=a%26b&state=on", descending: "?search=a%26b&state=on&sort=-name" },
      created: {
        ascending: "?search=a%26b&state=on&sort=created",
        descending: "?search=a%26b&state=on&sort=-created",
      },
    });
  });

  it("lead on only where there is more", () => {
    const query = parseListQuery(rules, { state: "off" });
    expect(pageLinks(rules, query, { ...page, next: null, previous: null })).toEqual({
      first: null,
      previous: null,
      next: null,
      last: null,
    });
    expect(pageLinks(rules, query, { ...page, next: "n", previous: "p" })).toEqual({
      first: "?state=off",
      previous: "?state=off&before=p",
      next: "?state=off&after=n",
      last: "?state=off&end=last",
    });
  });

  it("keep the order and the length of a page when the search changes, and nothing else", () => {
    expect(
      keptParameters(
        rules,
        parseListQuery(rules, { state: "on", search: "a", sort: "-name", pageSize: "10" }),
      ),
    ).toEqual({
      sort: "-name",
      pageSize: "10",
    });
    expect(keptParameters(rules, parseListQuery(rules, { state: "on" }))).toEqual({});
  });
});
