// Letters that Unicode does not take apart, and what people type who do not have them on the
// keyboard.
const plainLetters = new Map(
  Object.entries({
    ß: "ss",
    æ: "ae",
    œ: "oe",
    ø: "o",
    ł: "l",
    đ: "d",
    ð: "d",
    þ: "th",
    ħ: "h",
    ı: "i",
    ĸ: "k",
    ŋ: "n",
    ŧ: "t",
    ƀ: "b",
    ɓ: "b",
    ƈ: "c",
    ɖ: "d",
    ɗ: "d",
    ə: "e",
    ǝ: "e",
    ɛ: "e",
    ƒ: "f",
    ǥ: "g",
    ɠ: "g",
    ɣ: "g",
    ƕ: "hv",
    ɩ: "i",
    ɨ: "i",
    ƙ: "k",
    ƚ: "l",
    ɲ: "n",
    ƞ: "n",
    ɔ: "o",
    ɵ: "o",
    ƥ: "p",
    ʀ: "r",
    ʃ: "s",
    ȿ: "s",
    ƭ: "t",
    ʈ: "t",
    ʉ: "u",
    ʊ: "u",
    ʋ: "v",
    ƴ: "y",
    ƶ: "z",
    ȥ: "z",
    ʒ: "z",
    ς: "σ",
    ґ: "г",
    ҕ: "г",
    қ: "к",
    ң: "н",
    ү: "у",
    ұ: "у",
    ө: "о",
    һ: "х",
  }),
);

const hasNoPlain = new RegExp(`[${[...plainLetters.keys()].join("")}]`, "gu");

/** A text as it is compared: lower case, without accents, with plain letters and digits of every
 *  script, and without invisible characters. "Łukasz" and "LUKASZ" are alike, and so are "Großmann"
 *  and "GROSSMANN". */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\u0640]+/gu, "")
    .replace(hasNoPlain, (letter) => plainLetters.get(letter) ?? letter)
    .replace(/\p{Nd}/gu, digitOf);
}

// Apostrophes, and letters that look like one; hyphens, but no dashes.
const joints = /(?<=[\p{L}\p{N}])['’‘`ʼʻʹ′׳״·‐-](?=[\p{L}\p{N}])/gu;

/** A folded text with another character for each hyphen and apostrophe inside a word. */
export function foldJoined(text: string, joint: string): string {
  // Unicode takes this accent for a space.
  return fold(text.replaceAll("´", "'")).replace(joints, joint);
}

/** A text as people sort it, to be compared byte by byte: folded, without hyphens and apostrophes
 *  inside words, and with one space for whatever else is no letter or digit. Cut to a length. */
export function sortText(text: string, maxLength: number): string {
  const words = foldJoined(text, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return [...words].slice(0, maxLength).join("");
}

// Unicode has the ten digits of each script in a row.
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 128) return digit;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
