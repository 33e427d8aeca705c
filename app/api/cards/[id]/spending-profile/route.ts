import { changeCardProfile } from "@/lib/spending-profiles/change-card-profile";
import { cardVerb } from "../card-verb";

/** Changes the spending profile: `{ spendingProfileId }`, null for none. */
export const PUT = cardVerb(changeCardProfile, "Puts a spending profile on a card, or takes it off.");
