import { deactivateUser } from "@/lib/users/deactivate-user";
import { userVerb } from "../user-verb";

export const POST = userVerb(deactivateUser, "Deactivates a person: they can no longer sign in.");
