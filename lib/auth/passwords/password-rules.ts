import { type AppError, invalidField } from "@/lib/errors.ts";
import { maxPasswordLength, minPasswordLength } from "@/lib/fields/max-length.ts";
import { portalName } from "@/lib/process/env.ts";
import { withPasswordPlace } from "./password-hash.ts";
import { strengthOf } from "./strength.ts";

/** What a new password must not repeat, and how long it must be. */
export interface PasswordContext {
  /** What a stranger would try first: the person's name, address and business. */
  readonly words: readonly string[];
  /** The hashes of the last four passwords. PCI DSS 8.3.7 */
  readonly hashesBefore: readonly string[];
  readonly hasSecondFactor: boolean;
}

/** What the rules say about a new password. */
export interface Judgment {
  /** How hard it is to guess, from 0 to 4. */
  readonly score: number;
  /** Why it is refused, and what to do. Null for a good one. */
  readonly fault: string | null;
}

/** Judges a new password, for somebody with these words of their own. There are no rules on its
 *  characters: they only make people choose worse ones. Throws BUSY when the queue is full. */
export async function judgePassword(
  password: string,
  words: readonly string[],
  { hasSecondFactor } = { hasSecondFactor: false },
): Promise<Judgment> {
  const length = [...password].length;
  const least = hasSecondFactor ? minPasswordLength.withSecondFactor : minPasswordLength.alone;
  if (length < least) return { score: 0, fault: `Use at least ${least} characters. You entered ${length}.` };
  if (length > maxPasswordLength) return { score: 0, fault: `Use at most ${maxPasswordLength} characters.` };
  const own = ownWords([...words, portalName()]);
  if (isMostly(own, password))
    return { score: 0, fault: "This is too close to your name, email or business. Choose something else." };
  const { score, warning } = await strengthOf(password, own);
  const fault = score < 3 ? `${warning ?? "This is easy to guess."} Use a few unrelated words.` : null;
  return { score, fault };
}

/** Checks a new password. Throws INVALID_INPUT at `password` with what to do, BUSY when the queue
 *  is full. */
export async function checkNewPassword(password: string, context: PasswordContext): Promise<void> {
  const { fault } = await judgePassword(password, context.words, context);
  if (fault !== null) throw refused(fault);
  if (await isOneOf(password, context.hashesBefore))
    throw refused("You used this password before. Choose another.");
}

const refused = (message: string): AppError => invalidField("password", message);

const minWordLength = 3;

function ownWords(texts: readonly string[]): string[] {
  const parts = texts.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return [...new Set(parts)].filter((word) => word.length >= minWordLength);
}

// What is left without one's own words, digits and signs must still be a password.
const minRest = 8;

function isMostly(words: readonly string[], password: string): boolean {
  const rest = words.reduce((text, word) => text.replaceAll(word, ""), password.toLowerCase());
  const hasOwnWords = rest.length < password.length;
  return hasOwnWords && [...rest.replace(/[^\p{L}]/gu, "")].length < minRest;
}

function isOneOf(password: string, hashes: readonly string[]): Promise<boolean> {
  return withPasswordPlace(async ({ verify }) => {
    for (const hash of hashes) if (await verify(password, hash)) return true;
    return false;
  });
}
