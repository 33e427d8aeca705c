import { shadowSpendingProfile } from "@/lib/spending-profiles/lifecycle/shadow-spending-profile";
import { profileVerb } from "../profile-verb";

export const POST = profileVerb(shadowSpendingProfile, "Lets the draft of a spending profile run in shadow.");
