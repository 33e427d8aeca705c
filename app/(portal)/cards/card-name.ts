/** The fields that a card's name is built from. */
export interface NamedCard {
  readonly memo: string | null;
  readonly lastFour: string | null;
}

/** The name of a card in a sentence: "Travel •• 4242", or whatever part of it is known. */
export function cardName({ memo, lastFour }: NamedCard): string {
  const digits = lastFour === null ? "" : `•• ${lastFour}`;
  return [memo, digits].filter(Boolean).join(" ") || "a card without a number yet";
}
