import type { FieldChange, HistoryEntry } from "@/lib/audit-log/history-entries";
import { roleLabels } from "@/lib/users/user";
import { actorText } from "./actor-text";

/** Describes an event of a person or a spending profile: "Changed by Ada Owner · role from
 *  Cardholder to Admin". */
export function eventText(entry: HistoryEntry): string {
  if (entry.outcome === "refused") return deniedText(entry);
  const done = verbs[entry.action] ?? "Changed";
  const by = withoutActor.has(entry.action) ? "" : ` by ${actorText(entry)}`;
  const about = [
    ...(entry.reason === null ? [] : [entry.reason]),
    ...(/\.(change|confirm-email-change)$/.test(entry.action) ? changesText(entry.changes) : []),
    ...(entry.action === "user.deactivate" ? cardsText(entry.changes) : []),
  ];
  return `${done}${by}${about.length > 0 ? ` · ${about.join(", ")}` : ""}`;
}

/** Describes a refusal: "Denied: wrong password · 57 more times". */
export function deniedText({ reason, changes }: HistoryEntry): string {
  const why =
    reason === null ? "not allowed for this role" : reason.charAt(0).toLowerCase() + reason.slice(1);
  const times = changes.find(({ field }) => field === "times")?.after;
  if (typeof times !== "number") return `Denied: ${why}`;
  return `Denied: ${why} · ${times === 1 ? "once more" : `${times} more times`}`;
}

const verbs: Readonly<Record<string, string>> = {
  "user.create": "Invited",
  "user.invite": "Invitation resent",
  "user.take-back-invitation": "Invitation revoked",
  "user.accept-invitation": "Accepted the invitation",
  "user.request-reset": "Requested a password reset",
  "user.reset-password": "Reset the password",
  "user.change-password": "Password changed",
  "profile.request-email-change": "Asked for another email",
  "profile.cancel-email-change": "Change of email canceled",
  "profile.confirm-email-change": "Email changed",
  "user.confirm-identity": "Confirmed who they are",
  "user.start-second-step": "Password accepted, second factor requested",
  "user.reset-second-factors": "Second factors reset",
  "second-factor.start-authenticator": "Started adding an authenticator app",
  "second-factor.confirm-authenticator": "Authenticator app added",
  "second-factor.add-passkey": "Passkey added",
  "second-factor.remove": "Second factor removed",
  "second-factor.renew-recovery-codes": "New recovery codes made",
  "user.end-sessions": "Signed out everywhere",
  "user.unlock": "Sign-in unlocked",
  "user.deactivate": "Deactivated",
  "user.reactivate": "Reactivated",
  "user.remove": "Removed",
  "user.restore": "Restored",
  "user.confirm": "Registered with the issuer",
  "user.refuse": "Rejected by the issuer",
  "user.sign-in": "Signed in",
  "user.try-sign-in": "Sign-in attempt",
  "user.try-password": "Password entered again",
  "user.sign-out": "Signed out",
  "user.tell-sign-in-paused": "Sign-in paused after failed attempts",
  "session.expire": "Session expired",
  "user.refuse-network": "Sign-in blocked: network not allowed",
  "account.create": "Added as the first owner",
  "platform.set-up": "Added as the first operator",
  "operator.invite": "Access link created on the server",
  "sign-up.request": "Asked to sign up",
  "sign-up.confirm": "Signed up",
  "sign-up.tell-known": "Told that someone signed up with their address",
  "sign-up.forget": "Unconfirmed sign-up deleted",
  "account.set-sign-up": "Sign-up of businesses changed",
  "account.rename": "Renamed",
  "account.set-second-factor-policy": "Second-factor requirement changed",
  "account.set-confirm-above-limit": "Identity check threshold changed",
  "account.set-allowed-networks": "Allowed networks changed",
  "account.clear-allowed-networks": "Allowed networks cleared",
  "account.enrol": "Sent to the issuer",
  "account.confirm": "Confirmed by the issuer",
  "account.refuse": "Rejected by the issuer",
  "account.suspend": "Suspended",
  "account.restore": "Restored",
  "api-key.create": "API key created",
  "api-key.revoke": "API key revoked",
  "address.add": "Address added",
  "address.change": "Address changed",
  "address.remove": "Address removed",
  "card.issue": "Delivery address added",
  "card.export": "Cards exported",
  "transaction.export": "Transactions exported",
  "user.export": "People exported",
  "profile.set-time-zone": "Time zone changed",
  "card-product.create": "Card product created",
  "card-product.change": "Card product changed",
  "setting.set": "Setting changed",
  "issuer.set-up-events": "Issuer events set up",
  "transaction.record": "Reported by the issuer",
  "spending-profile.create": "Created",
  "spending-profile.activate": "Asked to activate",
  "spending-profile.shadow": "Asked to run in shadow",
  "spending-profile.deactivate": "Asked to stop its rules",
  "spending-profile.discard": "Draft discarded",
  "spending-profile.record-rule": "Rule created at the issuer",
  "spending-profile.confirm": "Confirmed by the issuer",
  "spending-profile.refuse": "Rejected by the issuer",
  "spending-profile.delete": "Deleted",
  "spending-profile.restore": "Restored",
  "sandbox.purchase": "Test purchase sent",
  "sandbox.clear": "Test clearing sent",
  "sandbox.void": "Test void sent",
  "sandbox.refund": "Test refund sent",
  "sandbox.tip": "Test tip sent",
  "sandbox.set-fault": "Fault of the simulator switched",
  "demo.seed": "Set up for the demo",
};

const withoutActor = new Set([
  "spending-profile.record-rule",
  "spending-profile.confirm",
  "spending-profile.refuse",
  "user.confirm",
  "user.sign-in",
  "user.try-sign-in",
  "user.try-password",
  "user.sign-out",
  "user.tell-sign-in-paused",
  "session.expire",
  "user.refuse-network",
  "user.accept-invitation",
  "platform.set-up",
  "user.request-reset",
  "user.reset-password",
  "profile.confirm-email-change",
  "user.refuse",
  "account.confirm",
  "account.refuse",
  "transaction.record",
]);

const cardsChanged: Readonly<Record<string, string>> = {
  cardsFrozen: "frozen",
  cardsClosed: "closed",
  cardsMoved: "moved",
};

// What became of the open cards of somebody who was deactivated.
function cardsText(changes: readonly FieldChange[]): string[] {
  return changes.flatMap(({ field, after }) => {
    const done = Object.hasOwn(cardsChanged, field) ? cardsChanged[field] : undefined;
    return done === undefined ? [] : [`${after} ${after === 1 ? "card" : "cards"} ${done}`];
  });
}

const fieldNames: Readonly<Record<string, string>> = {
  name: "name",
  givenName: "given name",
  familyName: "family name",
  email: "email",
  role: "role",
  phone: "phone",
  description: "description",
  allowedCategories: "allowed categories",
  blockedCategories: "blocked categories",
  perTransactionLimit: "limit per purchase",
  dailyLimit: "limit per day",
  weeklyLimit: "limit per week",
  monthlyLimit: "limit per month",
  yearlyLimit: "limit per year",
};

// Short fields are shown with their old value. For the others, the field name is enough.
const saidInFull = new Set(["name", "givenName", "familyName", "email", "role"]);

function changesText(changes: readonly FieldChange[]): string[] {
  // The whole name changes with its parts, which say more.
  const saysParts = changes.some(({ field }) => field === "givenName" || field === "familyName");
  return changes.flatMap(({ field, before, after }) => {
    if (field === "name" && saysParts) return [];
    const name = Object.hasOwn(fieldNames, field) ? fieldNames[field] : undefined;
    if (name === undefined) return [];
    return [
      saidInFull.has(field) ? `${name} from ${valueText(field, before)} to ${valueText(field, after)}` : name,
    ];
  });
}

function valueText(field: string, value: FieldChange["before"]): string {
  const text = String(value ?? "") || "nothing";
  return field === "role" && Object.hasOwn(roleLabels, text)
    ? roleLabels[text as keyof typeof roleLabels]
    : text;
}
