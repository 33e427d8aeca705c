/** Reads the columns from the `columns` parameter of a URL, in its order, such as
 *  "memo,holder,created". Returns the default columns when none of the names is valid. Never
 *  throws. */
export function chosenColumns<Column extends string>(
  titles: Readonly<Record<Column, string>>,
  usual: readonly Column[],
  text: string | undefined,
): readonly Column[] {
  const chosen = [...new Set((text ?? "").split(","))].filter((name): name is Column =>
    Object.hasOwn(titles, name),
  );
  return chosen.length > 0 ? chosen : usual;
}
