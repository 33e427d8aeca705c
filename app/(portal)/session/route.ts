import { extendSession, signedIn } from "@/lib/auth/require-actor";
import { endpoint, json } from "@/lib/http/route-handler";
import { requirePermission } from "@/lib/read";

// Whoever still lacks a second factor is about to add it, and must not be signed out meanwhile
// either.
const allowsMissingFactor = true;

/** Whose session the browser has, and how much time it has left. Asking does not count as use. */
export const GET = endpoint(
  async ({ actor }) => {
    await requirePermission(actor, "session.see");
    const { timeLeft } = await signedIn({ extends: false, allowsMissingFactor });
    return json({ userId: actor.userId, ...timeLeft });
  },
  { extends: false, allowsMissingFactor },
);

/** The same, and counts as use. */
export const POST = endpoint(
  async ({ actor }) => {
    await requirePermission(actor, "session.see");
    return json({ userId: actor.userId, ...(await extendSession()) });
  },
  { allowsMissingFactor },
);
