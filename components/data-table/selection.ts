/** The selected rows. `isAll` says that they are all rows that the list had when they were
 *  selected. What came later is not in it. */
export interface Selection {
  readonly ids: readonly string[];
  readonly isAll?: boolean;
}

/** The empty selection. */
export const nothing: Selection = { ids: [] };

export const isSelected = (selection: Selection, id: string) => selection.ids.includes(id);

export const isEmpty = (selection: Selection) => selection.ids.length === 0;

/** Adds or removes rows. */
export function withRows(selection: Selection, ids: readonly string[], isOn: boolean): Selection {
  const changed = new Set(ids);
  const others = selection.ids.filter((id) => !changed.has(id));
  if (isOn && others.length + ids.length === selection.ids.length) return selection;
  return { ids: isOn ? [...others, ...ids] : others };
}

/** The rows between two rows in page order, both included. Only the second one when the first is
 *  not on the page. */
export function range(page: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : page.indexOf(from), page.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start === -1 ? [to] : page.slice(start, end + 1);
}
