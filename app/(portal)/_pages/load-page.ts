import { forbidden, notFound } from "next/navigation";
import { type SignedIn, signedInOrRedirect } from "@/lib/auth/require-actor";
import { AppError } from "@/lib/errors";
import { parseRowId } from "@/lib/fields/row-id";

/** What a page shows, read for the person who asks. Who is not signed in is sent to sign in; what they may not see is answered as the API does, with 404 or 403. */
export async function loadPage<T>(
  read: (who: SignedIn) => Promise<T>,
): Promise<readonly [who: SignedIn, shown: T]> {
  const who = await signedInOrRedirect();
  try {
    return [who, await read(who)];
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    if (error instanceof AppError && error.code === "FORBIDDEN") forbidden();
    throw error;
  }
}

/** The number of a row in the address of a page; anything else is not found. */
export function rowIdFrom(text: string): number {
  return parseRowId(text) ?? notFound();
}
