import { limitWindowLabels } from "@/lib/cards/card";

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The periods that a card's own limit can have, as options. */
export const limitWindowOptions = Object.entries(limitWindowLabels).map(([value, label]) => ({
  value,
  label: sentence(label),
}));
