import { activateSpendingProfile } from "@/lib/spending-profiles/lifecycle/activate-spending-profile";
import { profileVerb } from "../profile-verb";

export const POST = profileVerb(
  activateSpendingProfile,
  "Puts the newest rules of a spending profile in force.",
);
