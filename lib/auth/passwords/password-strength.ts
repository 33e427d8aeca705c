import { AppError, invalidField } from "@/lib/errors.ts";
import { maxPasswordLength } from "@/lib/fields/max-length.ts";
import { count } from "@/lib/request-limits/count.ts";
import { networkOf } from "@/lib/request-limits/network-of.ts";
import { type Judgment, judgePassword } from "./password-rules.ts";

/** Judges a password while somebody types it, signed in or not. It is neither kept nor logged.
 *  `words` are those that its owner is known by. Throws INVALID_INPUT for one that is too long,
 *  TOO_MANY, BUSY. */
export async function passwordStrength(
  { password, words }: { readonly password: string; readonly words: string },
  ip: string | null,
): Promise<Judgment> {
  const tooLong = `Use at most ${maxPasswordLength} characters.`;
  if ([...password].length > maxPasswordLength) throw invalidField("password", tooLong);
  const wait = await count("passwordStrength", "network", networkOf(ip));
  if (wait > 0) throw new AppError("TOO_MANY", undefined, { retryAfter: wait });
  return judgePassword(password, [words.slice(0, maxWords)]);
}

// A name, an address and a business, each as long as it can be.
const maxWords = 600;
