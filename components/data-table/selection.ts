/** The selected rows: some ids, or all rows of a list, given as the search part of its URL. */
export type Selection = { readonly ids: readonly string[] } | { readonly all: string };

/** The empty selection. */
export const nothing: Selection = { ids: [] };

export const isSelected = (selection: Selection, id: string) =>
  "all" in selection || selection.ids.includes(id);

export const isEmpty = (selection: Selection) => !("all" in selection) && selection.ids.length === 0;

/** Adds or removes rows. Removing rows from "all" keeps only the others of the current page,
 *  because the person has not seen more. */
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

/** The rows between two rows in page order, both included. Only the second one when the first is
 *  not on the page. */
export function range(page: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : page.indexOf(from), page.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start === -1 ? [to] : page.slice(start, end + 1);
}
