import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { testBin, withCheckDigit } from "@/lib/lithic/simulator/cards/payment-card-number.ts";

/** Searches the build and the logs of the servers from all tests. Throws with the name of the file
 *  when one contains the number or the security code of a card, or a log the token of a link. */
export default function expectNoSecrets(): void {
  const logs = (process.env.E2E_ENGINES ?? "").split(",").map((engine) => `.data/test/e2e-${engine}.log`);
  if (!logs.every((log) => read(log).includes('"level"')))
    throw new Error("The servers wrote nothing, so nothing was looked through.");
  const files = [...filesOf(".next"), ...logs];
  const leaks = files.filter((file) => tellsOfCard(read(file)));
  if (leaks.length > 0) throw new Error(`The number or security code of a card is in ${leaks.join(", ")}.`);
  const links = logs.filter((file) => /token=[\w-]{43}/.test(read(file)));
  if (links.length > 0) throw new Error(`The token of a link is in ${links.join(", ")}.`);
}

// The example in the comments of Lithic's SDK, which the source maps contain.
const example = "4111111289144142";

// Latin-1 loses no byte, so a number is found in a binary file too.
const read = (file: string) => readFileSync(file, "latin1");

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(join(folder, "cache")));

function tellsOfCard(text: string): boolean {
  const numbers = text.match(new RegExp(`(?<!\\d)${testBin}\\d{8}(?!\\d)`, "g")) ?? [];
  const isNumber = (number: string) => number !== example && withCheckDigit(number.slice(0, -1)) === number;
  return numbers.some(isNumber) || /"(pan|cvv)\\*"\s*:\s*\\*"\d/.test(text);
}
