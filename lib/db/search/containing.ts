import { sortText } from "./fold.ts";
import { maxSearchLength, searchFault } from "./search-words.ts";

/** A Prisma condition on a sorted text: the text that it was made of contains another one, whatever
 *  the case, accents, hyphens and apostrophes. What has no letter or digit, and what cannot be
 *  searched whole, finds nothing. */
export function containing(text: string): { contains: string } {
  const sorted = searchFault(text) === undefined ? sortText(text, 10 * maxSearchLength) : "";
  return { contains: sorted || nowhere };
}

// A sorted text has letters, digits and single spaces.
const nowhere = "  ";
