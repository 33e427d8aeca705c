const aYear = 365 * 24 * 60 * 60;

/** Saves a display choice in a cookie that the next page reads. Null deletes it. */
export function choose(name: "theme" | "shortcuts" | "rail", value: string | null): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser.
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${value === null ? 0 : aYear}; samesite=lax`;
}

/** Shows the page in another theme at once, and from now on. */
export function chooseTheme(theme: "light" | "dark" | "system"): void {
  mark("theme", theme === "system" ? null : theme);
}

/** Saves a choice and applies it to the page that is open. Null means the default. */
export function mark(name: "theme" | "shortcuts", value: string | null): void {
  choose(name, value);
  if (value === null) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
}
