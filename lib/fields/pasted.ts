/** A text without the characters that come with a paste and that nobody sees: zero-width spaces,
 *  soft hyphens, marks of direction. Line breaks, tabs and wide spaces become a space. The joiners
 *  stay, because words of some scripts need them. */
export const withoutInvisible = (text: string): string =>
  text.replaceAll(/(?![\u200C\u200D])\p{Cf}/gu, "").replaceAll(/[\p{Zs}\t\r\n\u2028\u2029]+/gu, " ");

/** A pasted number, such as a phone number or a postal code, without any invisible character. */
export const visibleOf = (text: string): string =>
  withoutInvisible(text).replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "");
