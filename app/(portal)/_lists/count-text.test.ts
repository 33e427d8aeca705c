import { describe, expect, it } from "vitest";
import type { ListQuery } from "@/lib/lists/list-query";
import { countText, pageText } from "./count-text";

const query: ListQuery = { filters: {}, sort: { by: "created", direction: "desc" }, pageSize: 50 };
const page = (
  rows: number,
  more: { total: number; totalIsCapped?: boolean; next?: string; previous?: string },
) => ({
  rows: Array.from({ length: rows }),
  totalIsCapped: false,
  next: null,
  previous: null,
  ...more,
});

describe("countText", () => {
  it("groups thousands, bends the noun, and says where nobody counted further", () => {
    expect(countText(1_204, false, "card")).toBe("1,204 cards");
    expect(countText(1, false, "card")).toBe("1 card");
    expect(countText(0, false, "card")).toBe("0 cards");
    expect(countText(10_000, true, "card")).toBe("10,000+ cards");
    expect(countText(1, false, "person", "people")).toBe("1 person");
  });
});

describe("pageText", () => {
  it("counts from the beginning on the first page", () => {
    expect(pageText(page(50, { total: 10_000, totalIsCapped: true, next: "x" }), query, "card")).toBe(
      "1–50 of 10,000+ cards",
    );
    expect(pageText(page(3, { total: 3 }), query, "card")).toBe("1–3 of 3 cards");
  });

  it("counts from the end on the last page, unless the end is not known", () => {
    expect(pageText(page(12, { total: 112, previous: "x" }), query, "card")).toBe("101–112 of 112 cards");
    expect(
      pageText(
        page(50, { total: 10_000, totalIsCapped: true, previous: "x" }),
        { ...query, end: "last" },
        "card",
      ),
    ).toBe("50 of 10,000+ cards");
    expect(pageText(page(12, { total: 12 }), { ...query, end: "last" }, "card")).toBe("1–12 of 12 cards");
  });

  it("claims no place in between, and none in an empty list", () => {
    expect(pageText(page(50, { total: 612, next: "x", previous: "x" }), query, "card")).toBe(
      "50 of 612 cards",
    );
    expect(pageText(page(0, { total: 0 }), query, "card")).toBe("0 cards");
  });
});
