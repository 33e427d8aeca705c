const aYear = 365 * 24 * 60 * 60;

/** Saves a display choice in a cookie that the next page reads. Null deletes it. */
export function choose(name: "theme" | "shortcuts" | "rail", value: string | null): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser.
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${value === null ? 0 : aYear}; samesite=lax`;
}
