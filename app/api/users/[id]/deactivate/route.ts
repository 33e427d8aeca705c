import { deactivateUser } from "@/lib/users/leaving/deactivate-user";
import { userVerb } from "../user-verb";

export const POST = userVerb(
  deactivateUser,
  "Deactivates a person: they can no longer sign in. Their open cards are frozen, closed or moved with it.",
);
