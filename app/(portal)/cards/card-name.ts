/** What is needed to speak of a card. */
export interface NamedCard {
  readonly memo: string | null;
  readonly lastFour: string | null;
}

/** A card in a sentence: "Travel •• 4242", or what of it is known. */
export function cardName({ memo, lastFour }: NamedCard): string {
  const digits = lastFour === null ? "" : `•• ${lastFour}`;
  return [memo, digits].filter(Boolean).join(" ") || "a card without a number yet";
}
