/** How far the clock of a server is ahead of this browser's, in milliseconds. `sent` is when the
 *  server began the page, by its clock, and `arrived` when its first byte came, by the
 *  browser's. */
export function clockOffset(sent: number, arrived: number): number {
  return Number.isFinite(sent) && sent > 0 && Number.isFinite(arrived) && arrived > 0 ? sent - arrived : 0;
}

let offset: number | undefined;

/** The time by the server's clock, which made the times on the page: a browser's clock can be
 *  minutes off. */
export function serverNow(): number {
  if (typeof document === "undefined") return Date.now();
  offset ??= clockOffset(Number(document.documentElement.dataset.now), arrivedAt());
  return Date.now() + offset;
}

function arrivedAt(): number {
  const [page] = performance.getEntriesByType("navigation");
  return page instanceof PerformanceNavigationTiming ? performance.timeOrigin + page.responseStart : 0;
}
