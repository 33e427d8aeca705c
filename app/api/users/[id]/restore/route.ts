import { restoreUser } from "@/lib/users/leaving/restore-user";
import { userVerb } from "../user-verb";

export const POST = userVerb(
  restoreUser,
  "Restores a removed person. They have no password any more, and are invited again when reactivated.",
);
