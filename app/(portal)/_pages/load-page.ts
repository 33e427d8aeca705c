import { forbidden, notFound } from "next/navigation";
import { type SignedIn, signedInOrRedirect } from "@/lib/auth/require-actor";
import { AppError } from "@/lib/errors";
import { parseRowId } from "@/lib/fields/row-id";

/** Reads what a page shows for the signed-in person. Redirects to sign-in without a session.
 *  Answers 404 or 403 as the API does for rows that the person may not see. */
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

/** The row id in the address of a page. Anything else is not found. */
export function rowIdFrom(text: string): number {
  return parseRowId(text) ?? notFound();
}
