/** Keeps what was typed into a form while its page reloads, in this tab only. */
export function keepTyped(place: string, values: Readonly<Record<string, string>>): void {
  try {
    sessionStorage.setItem(`typed ${place}`, JSON.stringify(values));
  } catch {
    // A browser that stores nothing reloads the page all the same.
  }
}

/** What was typed before the page reloaded. It is given out once. */
export function takeTyped(place: string): Record<string, string> | undefined {
  try {
    const kept = sessionStorage.getItem(`typed ${place}`);
    sessionStorage.removeItem(`typed ${place}`);
    return kept === null ? undefined : (JSON.parse(kept) as Record<string, string>);
  } catch {
    return undefined;
  }
}
