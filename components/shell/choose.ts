const aYear = 365 * 24 * 60 * 60;

/** Keeps a choice about how the portal looks in a cookie that the next page reads; null forgets it. */
export function choose(name: "theme" | "shortcuts" | "rail", value: string | null): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser.
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${value === null ? 0 : aYear}; samesite=lax`;
}
