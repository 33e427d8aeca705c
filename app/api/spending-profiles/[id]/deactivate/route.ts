import { deactivateSpendingProfile } from "@/lib/spending-profiles/lifecycle/deactivate-spending-profile";
import { profileVerb } from "../profile-verb";

export const POST = profileVerb(deactivateSpendingProfile, "Stops the rules of a spending profile.");
