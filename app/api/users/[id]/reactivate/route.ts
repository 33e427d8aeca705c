import { reactivateUser } from "@/lib/users/leaving/reactivate-user";
import { userVerb } from "../user-verb";

export const POST = userVerb(reactivateUser, "Lets a deactivated person sign in again.");
