import type { words } from "@/prisma/generated/schema-map.ts";

export type AccountStatus = (typeof words.Account.status)[number];

/** Labels for the states of a business. */
export const accountStatusLabels: Readonly<Record<AccountStatus, string>> = {
  pending: "Pending",
  active: "Active",
  suspended: "Suspended",
  closed: "Closed",
};

/** Whether a business in this state can be suspended. Closed is final, and suspending twice has no
 *  meaning. */
export const canSuspend = (status: string) => status === "pending" || status === "active";

/** Whether a business in this state can be restored. */
export const canRestore = (status: string) => status === "suspended";
