/** Random values that repeat with the same seed. For data that must be the same in two runs,
 *  never for a secret. */
export interface SeededRandom {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, the bound. */
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of the keys. Its weight is its probability in percent. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** A UUID of version 4, or of version 7 for a time in milliseconds (RFC 9562). */
  uuid(at?: number): string;
}

/** Creates random values from a seed, with SFC32. Each stream of a seed is different. */
export function seededRandom(seed: number, stream = 0): SeededRandom {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0x9e3779b9 | 0, 1];
  const bits = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first values would still reveal how close two seeds are.
  for (let round = 0; round < 15; round++) bits();
  const next = () => bits() / 0x1_0000_0000;
  const below = (bound: number) => Math.floor(next() * bound);
  const hex = () => bits().toString(16).padStart(8, "0");
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    weighted(weights) {
      let left = next() * 100;
      for (const key in weights) {
        left -= weights[key];
        if (left < 0) return key;
      }
      throw new Error("The weights do not add up to 100");
    },
    uuid(at) {
      const digits = hex() + hex() + hex() + hex();
      const start = at === undefined ? digits.slice(0, 12) : at.toString(16).padStart(12, "0");
      const variant = "89ab"[Number.parseInt(digits[16] ?? "0", 16) & 3];
      return `${start.slice(0, 8)}-${start.slice(8)}-${at === undefined ? 4 : 7}${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}
