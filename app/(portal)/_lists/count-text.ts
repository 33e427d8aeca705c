import type { Page } from "@/lib/lists/list-page";
import type { ListQuery } from "@/lib/lists/list-query";

/** A count in words, such as "1 card", or "10,000+ cards" when counting stopped at a cap. */
export function countText(count: number, isCapped: boolean, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")}${isCapped ? "+" : ""} ${count === 1 && !isCapped ? one : many}`;
}

/** The position in a list: "1–25 of 612 cards" when it is known, else the
 *  number of rows on the page. */
export function pageText(page: Page<unknown>, query: ListQuery, one: string, many = `${one}s`): string {
  const { rows, total, totalIsCapped, next, previous } = page;
  const all = countText(total, totalIsCapped, one, many);
  if (rows.length === 0) return all;
  if (previous === null && query.end !== "last") return `1–${rows.length.toLocaleString("en-US")} of ${all}`;
  if (next === null && !totalIsCapped)
    return `${(total - rows.length + 1).toLocaleString("en-US")}–${total.toLocaleString("en-US")} of ${all}`;
  return `${rows.length.toLocaleString("en-US")} of ${all}`;
}
