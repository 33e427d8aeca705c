import { endUserSessions } from "@/lib/users/end-user-sessions";
import { userVerb } from "../user-verb";

export const DELETE = userVerb(endUserSessions, "Signs a person out everywhere.");
