import { randomInt } from "node:crypto";

/** Numbers with this prefix belong to nobody. They exist only in the simulator's store. */
export const testBin = "41111112";

/** A new 16-digit number of the test range, with a valid check digit. */
export function newCardNumber(): string {
  return withCheckDigit(testBin + String(randomInt(10_000_000)).padStart(7, "0"));
}

/** A new three-digit security code. */
export function newSecurityCode(): string {
  return String(randomInt(1000)).padStart(3, "0");
}

/** Appends the Luhn check digit. */
export function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}
