import { reactivateUser } from "@/lib/users/reactivate-user";
import { userVerb } from "../user-verb";

export const POST = userVerb(reactivateUser, "Lets a deactivated person sign in again.");
