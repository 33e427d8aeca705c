/** Breaches that are not fixed yet: { rule, from }, where `from` is the beginning of the importing
 *  path. This list only shrinks. */
export const knownBreaches = [];
