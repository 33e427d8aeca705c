import { discardDraft } from "@/lib/spending-profiles/lifecycle/discard-draft";
import { profileVerb } from "../profile-verb";

export const POST = profileVerb(discardDraft, "Returns a spending profile to the rules that hold.");
