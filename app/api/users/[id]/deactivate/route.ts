import { deactivateUser } from "@/lib/users/deactivate-user";
import { userVerb } from "../user-verb";

export const POST = userVerb(deactivateUser, "Takes a person's way in.");
