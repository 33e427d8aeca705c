import type { NamedCard } from "./card-name";

/** A card that a verb is asked for. */
export interface AskedCard extends NamedCard {
  readonly id: string | number;
  readonly holder: string;
  readonly version: number;
}

/** What every verb of a card posts: which one, and as it was seen. */
export const sentOf = ({ id, version }: AskedCard) => ({ cardId: id, version });
