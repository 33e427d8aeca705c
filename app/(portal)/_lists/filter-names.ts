import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { startOfDay } from "@/lib/fields/time-zone";
import { reachFor } from "@/lib/permissions";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";
import { readUser } from "@/lib/users/queries";

/** A filter that has no field in the toolbar: its name in the address, and its text. */
export interface ChosenFilter {
  readonly name: string;
  readonly text: string;
  /** Only the holder's name, for the holder field. */
  readonly holderName?: string;
}

/** A day of a filter, with the name of its zone, because somebody elsewhere may have sent the
 *  link. */
export function dayText(day: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", {
    year: "numeric",
    month: "short",
    day: "numeric",
    timeZoneName: "short",
    timeZone,
  });
  return format.format(startOfDay(day, timeZone));
}

/** The name of a person that a list is filtered by. A row of the list may have it. Null for nobody
 *  that the actor may see. */
export async function holderName(
  actor: Actor,
  id: number,
  first: { readonly holder: { readonly name: string } } | undefined,
): Promise<string | null> {
  if (first) return first.holder.name;
  if (!reachFor(actor, "user.see")) return "one person";
  return unlessMissing(async () => (await readUser(actor, id)).name, null);
}

/** The name of a spending profile that a list is filtered by. A row of the list may have it. */
export async function profileName(
  actor: Actor,
  id: number,
  first: { readonly spendingProfile: { readonly name: string } | null } | undefined,
): Promise<string> {
  if (first?.spendingProfile) return first.spendingProfile.name;
  if (!reachFor(actor, "spending-profile.see")) return String(id);
  return unlessMissing(async () => (await readSpendingProfile(actor, id)).name, "that is not there");
}

async function unlessMissing<Otherwise>(
  read: () => Promise<string>,
  otherwise: Otherwise,
): Promise<string | Otherwise> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return otherwise;
    throw error;
  }
}
