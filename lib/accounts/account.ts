import type { words } from "@/prisma/generated/schema-map.ts";

export type AccountStatus = (typeof words.Account.status)[number];
export type DesiredAccountStatus = (typeof words.Account.desiredStatus)[number];
export type SecondFactorFor = (typeof words.Account.secondFactorFor)[number];

/** Labels for those who must have a second factor. */
export const secondFactorForLabels: Readonly<Record<SecondFactorFor, string>> = {
  managers: "Owners and admins",
  everyone: "Everyone",
  nobody: "No one",
};

/** Labels for the states of a business. */
export const accountStatusLabels: Readonly<Record<AccountStatus, string>> = {
  pending: "Pending",
  active: "Active",
  suspended: "Suspended",
  closed: "Closed",
};

// Shown until the issuer confirms them.
const desiredStatusLabels: Readonly<Record<DesiredAccountStatus, string>> = {
  suspended: "Suspending …",
  active: "Restoring …",
};

/** The fields of a business that decide what can be done with it. Its people are locked out while
 *  its status is suspended. `desiredStatus` is what the issuer has not confirmed yet. */
export interface AccountState {
  readonly status: string;
  readonly desiredStatus: string | null;
}

/** The label of a business's state. It never claims what the issuer has not confirmed. */
export const accountStateLabel = ({ status, desiredStatus }: AccountState): string =>
  desiredStatus === null
    ? accountStatusLabels[status as AccountStatus]
    : desiredStatusLabels[desiredStatus as DesiredAccountStatus];

/** The state of a business after the pending change is confirmed. */
export const aimOf = ({ status, desiredStatus }: AccountState) => (desiredStatus ?? status) as AccountStatus;

/** Whether a business in this state can be suspended. Closed is final, and suspending twice has no
 *  meaning. */
export const canSuspend = (account: AccountState) => ["pending", "active"].includes(aimOf(account));

/** Whether a business in this state can be restored. */
export const canRestore = (account: AccountState) => aimOf(account) === "suspended";
