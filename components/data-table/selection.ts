/** The rows that somebody selected: some by their ids, or all that a list shows, named by the search part of its address. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: string };

/** No row. */
export const nothing: Selection = { ids: [] };

export const isSelected = (selection: Selection, id: string) =>
  "all" in selection || selection.ids.includes(id);

export const isEmpty = (selection: Selection) => !("all" in selection) && selection.ids.length === 0;

/** With some rows taken in or out. Taking rows out of all leaves the others of the page that is seen: no more was looked at. */
export function withRows(
  selection: Selection,
  ids: readonly string[],
  isOn: boolean,
  page: readonly string[],
): Selection {
  const before = "all" in selection ? page : selection.ids;
  const others = before.filter((id) => !ids.includes(id));
  if ("all" in selection && isOn) return selection;
  return { ids: isOn ? [...others, ...ids] : others };
}

/** The rows from one to another in the order of the page, both included; the second alone when the first is not on the page. */
export function range(page: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : page.indexOf(from), page.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start === -1 ? [to] : page.slice(start, end + 1);
}
