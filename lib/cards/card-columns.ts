/** What a list or an export can say of each card, in the order it does unless somebody chooses another; and what people read above it. */
export const cardColumns = {
  memo: "Card",
  lastFour: "Last four",
  holder: "Holder",
  status: "State",
  cardType: "Type",
  form: "Form",
  profile: "Spending profile",
  product: "Card product",
  limit: "Spend limit",
  lastUsed: "Last used",
  created: "Created",
} as const;

export type CardColumn = keyof typeof cardColumns;

/** The columns that stand there when nobody chooses. */
export const usualCardColumns: readonly CardColumn[] = [
  "memo",
  "holder",
  "status",
  "cardType",
  "limit",
  "created",
];

/** The columns that the `columns` parameter of an address chooses, in its order, such as "memo,holder,created"; the usual ones when it chooses
 *  none that there is. Never throws. */
export function parseCardColumns(text: string | undefined): readonly CardColumn[] {
  const chosen = [...new Set((text ?? "").split(","))].filter((name): name is CardColumn =>
    Object.hasOwn(cardColumns, name),
  );
  return chosen.length > 0 ? chosen : usualCardColumns;
}
