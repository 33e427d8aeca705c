import type { StateTone } from "@/components/ui/display/badge";
import type { AccountStatus } from "@/lib/accounts/account";

/** The color of a business's state. */
export const accountTones: Readonly<Record<AccountStatus, StateTone>> = {
  pending: "pending",
  active: "active",
  suspended: "frozen",
  closed: "closed",
};
