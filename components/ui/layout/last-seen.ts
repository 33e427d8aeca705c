/** Remembers how a list was last seen in this tab: its filters, order and page. */
export const rememberList = (path: string, search: string): void =>
  sessionStorage.setItem(`list ${path}`, search);

/** The address of a list as it was last seen in this tab. */
export function lastSeen(path: string): string {
  const search = sessionStorage.getItem(`list ${path}`);
  return search ? `${path}?${search}` : path;
}
