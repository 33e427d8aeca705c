import { AppError } from "@/lib/errors.ts";
import { words } from "@/prisma/generated/schema-map.ts";

export const roles = words.User.role;
export type Role = (typeof roles)[number];

/** The reach of a permission: the actor's own rows, the whole account, or every account of the
 *  platform. */
export type Reach = "own" | "account" | "platform";

type Row = Partial<Record<Role, Reach>>;

const owner = { owner: "account" } as const;
const managers = { owner: "account", admin: "account" } as const;
const holders = { ...managers, user: "own" } as const;
const everyone = { ...holders, analyst: "account" } as const;
const oneself = { owner: "own", admin: "own", user: "own", analyst: "own" } as const;
const anybody = { ...oneself, operator: "own" } as const;
const operator = { operator: "platform" } as const;
const operatorAtHome = { operator: "account" } as const;
const managersAndOperators = { ...managers, ...operatorAtHome } as const;

/** The one table of permissions. A verb that is not here cannot be called, and a role that is not
 *  in a verb's row may not call it. */
export const permissions = {
  "dashboard.see": { ...everyone, ...operator },
  "personal-data.see": { ...holders, ...operator },

  "card.see": { ...everyone, ...operator },
  "card.issue": managers,
  "card.freeze": { ...holders, ...operator },
  "card.unfreeze": holders,
  "card.close": managers,
  "card.replace": managers,
  "card.move": managers,
  "card.reissue": managers,
  "card.renew": managers,
  "card.convert": managers,
  "card.activate": managers,
  "card.change-limit": managers,
  "card.change-memo": managers,
  "card.change-profile": managers,
  "card.load": managers,
  "card.unload": managers,
  "card.request": { user: "own" },
  "card.reveal": { owner: "own", admin: "own", user: "own" },
  "card.export": everyone,

  "bulk-job.see": managers,
  "bulk-job.start": managers,
  "bulk-job.cancel": managers,

  "saved-view.save": oneself,
  "saved-view.delete": oneself,

  "session.see": anybody,
  "session.end": anybody,
  "user.change-password": anybody,
  "profile.see": anybody,
  "profile.set-time-zone": anybody,
  "profile.request-email-change": anybody,
  "profile.cancel-email-change": anybody,
  "user.confirm-identity": anybody,
  "second-factor.see": anybody,
  "second-factor.start-authenticator": anybody,
  "second-factor.confirm-authenticator": anybody,
  "second-factor.add-passkey": anybody,
  "second-factor.remove": anybody,
  "second-factor.renew-recovery-codes": anybody,

  // Operators see and manage one another, not the people of businesses.
  "user.see": { ...holders, ...operatorAtHome },
  "user.create": managersAndOperators,
  "user.invite": managersAndOperators,
  "user.take-back-invitation": managersAndOperators,
  "user.change": { ...holders, ...operatorAtHome },
  "user.unlock": { ...managers, ...operator },
  "user.end-sessions": { ...holders, ...operatorAtHome },
  "user.reset-second-factors": { ...managers, ...operator },
  "user.deactivate": managersAndOperators,
  "user.reactivate": managersAndOperators,
  "user.remove": managersAndOperators,
  "user.restore": managersAndOperators,
  "user.export": managersAndOperators,
  "user.grant-admin": owner,

  "spending-profile.see": everyone,
  "spending-profile.create": managers,
  "spending-profile.change": managers,
  "spending-profile.activate": managers,
  "spending-profile.shadow": managers,
  "spending-profile.deactivate": managers,
  "spending-profile.discard": managers,
  "spending-profile.delete": managers,
  "spending-profile.restore": managers,

  "transaction.see": everyone,
  "transaction.export": everyone,

  "sandbox.see": managersAndOperators,
  "sandbox.purchase": managers,
  "sandbox.clear": managers,
  "sandbox.void": managers,
  "sandbox.refund": managers,
  "sandbox.tip": managers,
  "sandbox.set-fault": operatorAtHome,

  "mail.see": operator,

  "audit-log.see": { ...managers, ...operatorAtHome },
  "audit-log.verify": { ...owner, ...operatorAtHome },
  "audit-log.export": { ...owner, ...operatorAtHome },

  "trash.see": { ...managers, ...operator },
  "trash.restore": { ...managers, ...operator },

  "setting.see": { ...managers, ...operator },
  "setting.set": owner,
  "address.add": owner,
  "address.change": owner,
  "address.remove": owner,
  "card-product.create": owner,
  "card-product.change": owner,
  "webhook.see": { ...managers, ...operator },
  "webhook.replay": owner,
  "issuer.see": operatorAtHome,
  "issuer.set-up-events": operatorAtHome,

  "api-key.see": managers,
  "api-key.create": managers,
  "api-key.revoke": managers,

  "account.see": { ...managers, ...operator },
  "account.rename": { ...owner, ...operator },
  "account.set-second-factor-policy": owner,
  "account.set-sign-up": operatorAtHome,
  "account.set-confirm-above-limit": owner,
  "account.set-allowed-networks": owner,
  "account.clear-allowed-networks": operator,
  "account.create": operator,
  "account.enrol": operator,
  "account.fund": operator,
  "account.suspend": operator,
  "account.close": operator,
  "account.restore": operator,

  // Only for the system itself: the issuer's answers, sign-in, setup, and upkeep of the
  // installation.
  "account.confirm": {},
  "account.refuse": {},
  "user.confirm": {},
  "user.refuse": {},
  "card.confirm": {},
  "card.refuse": {},
  "card.sync": {},
  "spending-profile.record-rule": {},
  "spending-profile.confirm": {},
  "spending-profile.refuse": {},
  "transaction.record": {},
  "user.try-sign-in": {},
  "user.try-password": {},
  "user.start-second-step": {},
  "user.sign-in": {},
  "user.sign-out": {},
  "user.tell-sign-in-paused": {},
  "session.expire": {},
  "user.refuse-network": {},
  "user.accept-invitation": {},
  "user.request-reset": {},
  "user.reset-password": {},
  "profile.confirm-email-change": {},
  "sign-up.request": {},
  "sign-up.tell-known": {},
  "sign-up.confirm": {},
  "sign-up.forget": {},
  "platform.create": {},
  "platform.set-up": {},
  "operator.invite": {},
  "demo.seed": {},
  "keys.rotate": {},
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof permissions;

// What is about a person themselves, such as their password, and what lets others in.
const isForPeopleOnly = (permission: Permission): boolean => {
  const { owner: reach }: Row = permissions[permission];
  return reach === "own" || permission.startsWith("api-key.");
};

/** The reach of a role's permission. Undefined when the role lacks it. The system may do everything
 *  within the account it acts in. */
export function reachOf(role: Role | "system", permission: Permission): Reach | undefined {
  if (role === "system") return "account";
  const row: Row = permissions[permission];
  return Object.hasOwn(row, role) ? row[role] : undefined;
}

/** The reach of an actor's permission in the account they act in. Outside their own account, only a
 *  permission with platform reach counts. An API key has none that is for people only. */
export function reachFor(
  actor: { role: Role | "system"; accountId: number; homeAccountId: number; apiKeyId: number | null },
  permission: Permission,
): Reach | undefined {
  if (actor.apiKeyId !== null && isForPeopleOnly(permission)) return undefined;
  const reach = reachOf(actor.role, permission);
  return actor.accountId === actor.homeAccountId || reach === "platform" ? reach : undefined;
}

/** The error for somebody whose role does not allow what they asked for. An operator has no owner
 *  to ask in their own business. */
export const forbidden = ({
  role,
  apiKeyId,
}: {
  readonly role: Role | "system";
  readonly apiKeyId: number | null;
}): AppError => {
  if (apiKeyId !== null)
    return new AppError(
      "FORBIDDEN",
      "This API key may not do this. Use one with another role, or the portal.",
    );
  return role === "operator"
    ? new AppError("FORBIDDEN", "Operators of the platform can't do this. Ask an owner of the business.")
    : new AppError("FORBIDDEN");
};
