/** Random values that come again with the same seed: for data that two runs should agree on, never for a secret. */
export interface SeededRandom {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, the bound. */
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** A UUID of version 4, or of version 7 for a time in milliseconds (RFC 9562). */
  uuid(at?: number): string;
}

/** Makes random values from a seed, by Mulberry32. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 0x1_0000_0000;
  const below = (bound: number) => Math.floor(next() * bound);
  const hex = () => bits().toString(16).padStart(8, "0");
  return {
    next,
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    weighted(weights) {
      const entries = Object.entries<number>(weights);
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries[0];
      return (found as [string, number])[0] as keyof typeof weights & string;
    },
    uuid(at) {
      const digits = hex() + hex() + hex() + hex();
      const start = at === undefined ? digits.slice(0, 12) : at.toString(16).padStart(12, "0");
      const variant = "89ab"[Number.parseInt(digits[16] ?? "0", 16) & 3];
      return `${start.slice(0, 8)}-${start.slice(8)}-${at === undefined ? 4 : 7}${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
  };
}
