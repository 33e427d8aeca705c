type Labels<Word extends string> = Readonly<Partial<Record<Word, string>>>;

/** The word that a cell means, by the labels of the words. People write the labels they read;
 *  programs write the words of the API. Undefined for any other text. */
export function wordIn<Word extends string>(labels: Labels<Word>, cell: string): Word | undefined {
  const wanted = cell.toLowerCase();
  const words = Object.keys(labels) as Word[];
  return words.find((word) => word === wanted || labels[word]?.toLowerCase() === wanted);
}

/** What to enter in a cell that takes one of these labels. */
export const oneOfLabels = (labels: readonly string[]): string => `Enter one of these: ${labels.join(", ")}.`;
