import { describe, expect, it } from "vitest";
import { type Permission, permissions, type Reach, reachOf, roles } from "@/lib/permissions.ts";

const columns = ["owner", "admin", "user", "analyst", "operator"] as const;
type Cell = Reach | "no";

// The product's permission table, cell by cell: the reach of each role's permission.
const expected: Record<
  Permission,
  readonly [owner: Cell, admin: Cell, user: Cell, analyst: Cell, operator: Cell]
> = {
  "dashboard.see": ["account", "account", "own", "account", "platform"],
  "personal-data.see": ["account", "account", "own", "no", "platform"],

  "card.see": ["account", "account", "own", "account", "platform"],
  "card.issue": ["account", "account", "no", "no", "no"],
  "card.freeze": ["account", "account", "own", "no", "platform"],
  "card.unfreeze": ["account", "account", "own", "no", "no"],
  "card.close": ["account", "account", "no", "no", "no"],
  "card.replace": ["account", "account", "no", "no", "no"],
  "card.move": ["account", "account", "no", "no", "no"],
  "card.reissue": ["account", "account", "no", "no", "no"],
  "card.renew": ["account", "account", "no", "no", "no"],
  "card.convert": ["account", "account", "no", "no", "no"],
  "card.activate": ["account", "account", "no", "no", "no"],
  "card.change-limit": ["account", "account", "no", "no", "no"],
  "card.change-memo": ["account", "account", "no", "no", "no"],
  "card.change-profile": ["account", "account", "no", "no", "no"],
  "card.load": ["account", "account", "no", "no", "no"],
  "card.unload": ["account", "account", "no", "no", "no"],
  "card.request": ["no", "no", "own", "no", "no"],
  "card.reveal": ["own", "own", "own", "no", "no"],
  "card.export": ["account", "account", "own", "account", "no"],

  "bulk-job.see": ["account", "account", "no", "no", "no"],
  "bulk-job.start": ["account", "account", "no", "no", "no"],
  "bulk-job.cancel": ["account", "account", "no", "no", "no"],

  "saved-view.save": ["own", "own", "own", "own", "no"],
  "saved-view.delete": ["own", "own", "own", "own", "no"],

  "session.see": ["own", "own", "own", "own", "own"],
  "session.end": ["own", "own", "own", "own", "own"],
  "user.change-password": ["own", "own", "own", "own", "own"],
  "profile.see": ["own", "own", "own", "own", "own"],
  "profile.set-time-zone": ["own", "own", "own", "own", "own"],
  "profile.request-email-change": ["own", "own", "own", "own", "own"],
  "profile.cancel-email-change": ["own", "own", "own", "own", "own"],
  "user.confirm-identity": ["own", "own", "own", "own", "own"],
  "second-factor.see": ["own", "own", "own", "own", "own"],
  "second-factor.start-authenticator": ["own", "own", "own", "own", "own"],
  "second-factor.confirm-authenticator": ["own", "own", "own", "own", "own"],
  "second-factor.add-passkey": ["own", "own", "own", "own", "own"],
  "second-factor.remove": ["own", "own", "own", "own", "own"],
  "second-factor.renew-recovery-codes": ["own", "own", "own", "own", "own"],

  "user.see": ["account", "account", "own", "no", "account"],
  "user.create": ["account", "account", "no", "no", "account"],
  "user.invite": ["account", "account", "no", "no", "account"],
  "user.take-back-invitation": ["account", "account", "no", "no", "account"],
  "user.change": ["account", "account", "own", "no", "account"],
  "user.unlock": ["account", "account", "no", "no", "platform"],
  "user.reset-second-factors": ["account", "account", "no", "no", "platform"],
  "user.end-sessions": ["account", "account", "own", "no", "account"],
  "user.deactivate": ["account", "account", "no", "no", "account"],
  "user.reactivate": ["account", "account", "no", "no", "account"],
  "user.remove": ["account", "account", "no", "no", "account"],
  "user.restore": ["account", "account", "no", "no", "account"],
  "user.export": ["account", "account", "no", "no", "account"],
  "user.grant-admin": ["account", "no", "no", "no", "no"],

  "api-key.see": ["account", "account", "no", "no", "no"],
  "api-key.create": ["account", "account", "no", "no", "no"],
  "api-key.revoke": ["account", "account", "no", "no", "no"],

  "spending-profile.see": ["account", "account", "own", "account", "no"],
  "spending-profile.create": ["account", "account", "no", "no", "no"],
  "spending-profile.change": ["account", "account", "no", "no", "no"],
  "spending-profile.activate": ["account", "account", "no", "no", "no"],
  "spending-profile.shadow": ["account", "account", "no", "no", "no"],
  "spending-profile.deactivate": ["account", "account", "no", "no", "no"],
  "spending-profile.discard": ["account", "account", "no", "no", "no"],
  "spending-profile.delete": ["account", "account", "no", "no", "no"],
  "spending-profile.restore": ["account", "account", "no", "no", "no"],

  "transaction.see": ["account", "account", "own", "account", "no"],
  "transaction.export": ["account", "account", "own", "account", "no"],

  "sandbox.see": ["account", "account", "no", "no", "account"],
  "sandbox.purchase": ["account", "account", "no", "no", "no"],
  "sandbox.clear": ["account", "account", "no", "no", "no"],
  "sandbox.void": ["account", "account", "no", "no", "no"],
  "sandbox.refund": ["account", "account", "no", "no", "no"],
  "sandbox.tip": ["account", "account", "no", "no", "no"],
  "sandbox.set-fault": ["no", "no", "no", "no", "account"],

  "mail.see": ["no", "no", "no", "no", "platform"],

  "audit-log.see": ["account", "account", "no", "no", "account"],
  "audit-log.verify": ["account", "no", "no", "no", "account"],
  "audit-log.export": ["account", "no", "no", "no", "account"],

  "trash.see": ["account", "account", "no", "no", "platform"],
  "trash.restore": ["account", "account", "no", "no", "platform"],

  "setting.see": ["account", "account", "no", "no", "platform"],
  "setting.set": ["account", "no", "no", "no", "no"],
  "address.add": ["account", "no", "no", "no", "no"],
  "address.change": ["account", "no", "no", "no", "no"],
  "address.remove": ["account", "no", "no", "no", "no"],
  "card-product.create": ["account", "no", "no", "no", "no"],
  "card-product.change": ["account", "no", "no", "no", "no"],
  "webhook.see": ["account", "account", "no", "no", "platform"],
  "webhook.replay": ["account", "no", "no", "no", "no"],
  "issuer.see": ["no", "no", "no", "no", "account"],
  "issuer.set-up-events": ["no", "no", "no", "no", "account"],

  "account.see": ["account", "account", "no", "no", "platform"],
  "account.rename": ["account", "no", "no", "no", "platform"],
  "account.set-second-factor-policy": ["account", "no", "no", "no", "no"],
  "account.set-sign-up": ["no", "no", "no", "no", "account"],
  "account.set-confirm-above-limit": ["account", "no", "no", "no", "no"],
  "account.set-allowed-networks": ["account", "no", "no", "no", "no"],
  "account.clear-allowed-networks": ["no", "no", "no", "no", "platform"],
  "account.create": ["no", "no", "no", "no", "platform"],
  "account.enrol": ["no", "no", "no", "no", "platform"],
  "account.fund": ["no", "no", "no", "no", "platform"],
  "account.suspend": ["no", "no", "no", "no", "platform"],
  "account.close": ["no", "no", "no", "no", "platform"],
  "account.restore": ["no", "no", "no", "no", "platform"],

  "account.confirm": ["no", "no", "no", "no", "no"],
  "account.refuse": ["no", "no", "no", "no", "no"],
  "user.confirm": ["no", "no", "no", "no", "no"],
  "user.refuse": ["no", "no", "no", "no", "no"],
  "card.confirm": ["no", "no", "no", "no", "no"],
  "card.refuse": ["no", "no", "no", "no", "no"],
  "card.sync": ["no", "no", "no", "no", "no"],
  "spending-profile.record-rule": ["no", "no", "no", "no", "no"],
  "spending-profile.confirm": ["no", "no", "no", "no", "no"],
  "spending-profile.refuse": ["no", "no", "no", "no", "no"],
  "transaction.record": ["no", "no", "no", "no", "no"],
  "user.try-sign-in": ["no", "no", "no", "no", "no"],
  "user.try-password": ["no", "no", "no", "no", "no"],
  "user.start-second-step": ["no", "no", "no", "no", "no"],
  "user.sign-in": ["no", "no", "no", "no", "no"],
  "user.sign-out": ["no", "no", "no", "no", "no"],
  "user.tell-sign-in-paused": ["no", "no", "no", "no", "no"],
  "session.expire": ["no", "no", "no", "no", "no"],
  "user.refuse-network": ["no", "no", "no", "no", "no"],
  "user.accept-invitation": ["no", "no", "no", "no", "no"],
  "user.request-reset": ["no", "no", "no", "no", "no"],
  "user.reset-password": ["no", "no", "no", "no", "no"],
  "profile.confirm-email-change": ["no", "no", "no", "no", "no"],
  "sign-up.request": ["no", "no", "no", "no", "no"],
  "sign-up.tell-known": ["no", "no", "no", "no", "no"],
  "sign-up.confirm": ["no", "no", "no", "no", "no"],
  "sign-up.forget": ["no", "no", "no", "no", "no"],
  "platform.create": ["no", "no", "no", "no", "no"],
  "platform.set-up": ["no", "no", "no", "no", "no"],
  "operator.invite": ["no", "no", "no", "no", "no"],
  "demo.seed": ["no", "no", "no", "no", "no"],
  "keys.rotate": ["no", "no", "no", "no", "no"],
};

const every = Object.keys(permissions) as Permission[];
const distance = { no: 0, own: 1, account: 2, platform: 3 } as const;
const reach = (role: (typeof columns)[number], permission: Permission) =>
  distance[reachOf(role, permission) ?? "no"];

describe("the table of permissions", () => {
  it("has exactly the roles and permissions that are expected here (V8.1.1)", () => {
    expect([...roles].sort()).toEqual([...columns].sort());
    expect(every.toSorted()).toEqual(Object.keys(expected).sort());
  });

  describe.each(every)("%s", (permission) => {
    it.each(columns.map((role, index) => [role, expected[permission]?.[index]] as const))(
      "reaches for the %s: %s",
      (role, cell) => {
        expect(reachOf(role, permission) ?? "no").toBe(cell);
      },
    );
  });

  it("never gives an admin what the owner does not have, nor further", () => {
    for (const permission of every)
      expect(reach("owner", permission), permission).toBeGreaterThanOrEqual(reach("admin", permission));
  });

  it("lets nobody of a business reach past their account", () => {
    for (const role of ["owner", "admin", "user", "analyst"] as const)
      for (const permission of every)
        expect(reach(role, permission), permission).toBeLessThan(distance.platform);
  });

  it("gives a cardholder nothing beyond what is their own", () => {
    for (const permission of every)
      expect(reach("user", permission), permission).toBeLessThanOrEqual(distance.own);
  });

  it.each(["", "Owner", "superuser", "constructor", "toString", "__proto__", "hasOwnProperty"])(
    "gives the unknown role %j nothing",
    (role) => {
      for (const permission of every) expect(reachOf(role as never, permission)).toBeUndefined();
    },
  );

  it("lets the system do all, within the account it acts in", () => {
    for (const permission of every) expect(reachOf("system", permission)).toBe("account");
  });
});
