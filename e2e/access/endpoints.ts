import type { ErrorCode } from "../../lib/errors.ts";
import type { Permission } from "../../lib/permissions.ts";
import { type Member, type RowIds, takenProfileName } from "./businesses.ts";

/** Who may ask: whoever has the permission, as far as it goes. */
export interface Access {
  readonly permission: Permission | "anyone" | "everyone signed in";
  /** The row that is named; without one it is about all that one may see. */
  readonly target?: "account" | "card" | "user" | "profile" | "deletedProfile";
  /** What is asked first, of the row itself: who may not even see it is told that there is none. */
  readonly seenFirst?: Permission;
  /** It is about all businesses: a permission that ends at one's own is not enough. */
  readonly overPlatform?: true;
}

/** A method of a route handler. What changes something is asked in a way that is refused at the very end, so that it can be asked again and again. */
export interface ApiRow extends Access {
  readonly route: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The address, where the route alone does not tell it. */
  readonly path?: string;
  readonly query?: (ids: RowIds) => Record<string, number>;
  readonly body?: Readonly<Record<string, unknown>> | ((ids: RowIds) => Readonly<Record<string, unknown>>);
  /** The body is a form, as of a page, not JSON. */
  readonly isForm?: true;
  /** What is answered to who may ask: a status, or the code of a refusal that has nothing to do with who asks. */
  readonly allowed: number | ErrorCode;
}

/** A page. Who may see it is answered 200, unless said otherwise. */
export interface PageRow extends Access {
  readonly route: string;
  readonly query?: (ids: RowIds) => Record<string, number>;
  readonly allowed?: Partial<Record<Member | "nobody", number>>;
}

/** A server action and a page that offers it. */
export interface ActionRow extends Access {
  readonly file: string;
  readonly name: string;
  readonly page: string;
  readonly form: (ids: RowIds) => Readonly<Record<string, string | number>>;
  /** The code of the refusal that has nothing to do with who asks, or where a success leads. */
  readonly allowed: ErrorCode | `/${string}`;
}

// No row has come so far: every change is refused as made on an old state.
const version = 2_000_000;
const takenEmail = "owner@demo.example";
const address = { line1: "1 Main St", city: "Springfield", region: "IL", postalCode: "62701", country: "USA" };
const holder = ({ user }: RowIds) => ({ holder: user });

export const apiRows: readonly ApiRow[] = [
  { route: "/api/health", method: "GET", permission: "anyone", allowed: 200 },
  { route: "/signed-out", method: "GET", permission: "anyone", allowed: 200 },
  { route: "/api/[...nothing]", path: "/api/nothing-here", method: "GET", permission: "anyone", allowed: "NOT_FOUND" },
  {
    route: "/api/auth/[...nextauth]",
    path: "/api/auth/callback/credentials",
    method: "POST",
    permission: "anyone",
    body: { email: "", password: "" },
    isForm: true,
    allowed: 303,
  },

  { route: "/api/dashboard", method: "GET", permission: "dashboard.see", allowed: 200 },

  { route: "/api/cards", method: "GET", permission: "card.see", query: ({ user, profile }) => ({ holder: user, profile }), allowed: 200 },
  {
    route: "/api/cards",
    method: "POST",
    permission: "card.issue",
    body: ({ analyst }) => ({ userId: analyst, cardType: "debit", form: "virtual", memo: "", spendLimit: null, spendLimitDuration: null }),
    allowed: "INVALID_INPUT",
  },
  { route: "/api/cards/[id]", method: "GET", permission: "card.see", target: "card", allowed: 200 },
  { route: "/api/cards/[id]/history", method: "GET", permission: "card.see", target: "card", allowed: 200 },
  {
    route: "/api/cards/[id]/freeze",
    method: "PUT",
    permission: "card.freeze",
    target: "card",
    body: { reason: "Lost", version },
    allowed: "STALE",
  },
  { route: "/api/cards/[id]/freeze", method: "DELETE", permission: "card.unfreeze", target: "card", body: { version }, allowed: "STALE" },
  {
    route: "/api/cards/[id]/close",
    method: "POST",
    permission: "card.close",
    target: "card",
    body: { lastFour: "4242", reason: "Lost", version },
    allowed: "STALE",
  },
  { route: "/cards/new/addresses", method: "GET", permission: "card.issue", query: holder, allowed: 200 },
  { route: "/cards/new/holders", method: "GET", permission: "card.issue", allowed: 200 },

  { route: "/api/users", method: "GET", permission: "user.see", allowed: 200 },
  {
    route: "/api/users",
    method: "POST",
    permission: "user.create",
    body: { name: "Nora New", email: takenEmail, role: "user" },
    allowed: "DUPLICATE",
  },
  { route: "/api/users/[id]", method: "GET", permission: "user.see", target: "user", allowed: 200 },
  {
    route: "/api/users/[id]",
    method: "PATCH",
    permission: "user.change",
    target: "user",
    body: { name: "Changed", version },
    allowed: "STALE",
  },
  {
    route: "/api/users/[id]/deactivate",
    method: "POST",
    permission: "user.deactivate",
    target: "user",
    body: { reason: "Left", version },
    allowed: "STALE",
  },

  { route: "/api/spending-profiles", method: "GET", permission: "spending-profile.see", allowed: 200 },
  {
    route: "/api/spending-profiles",
    method: "POST",
    permission: "spending-profile.create",
    body: { name: takenProfileName },
    allowed: "DUPLICATE",
  },
  { route: "/api/spending-profiles/[id]", method: "GET", permission: "spending-profile.see", target: "profile", allowed: 200 },
  {
    route: "/api/spending-profiles/[id]",
    method: "PATCH",
    permission: "spending-profile.change",
    target: "profile",
    body: { description: "Changed", version },
    allowed: "STALE",
  },
  {
    route: "/api/spending-profiles/[id]",
    method: "DELETE",
    permission: "spending-profile.delete",
    target: "profile",
    body: { version },
    allowed: "STALE",
  },
  {
    route: "/api/spending-profiles/[id]/restore",
    method: "POST",
    permission: "spending-profile.restore",
    target: "deletedProfile",
    body: {},
    allowed: "DUPLICATE",
  },

  { route: "/api/accounts", method: "GET", permission: "account.see", overPlatform: true, allowed: 200 },
  {
    route: "/api/accounts",
    method: "POST",
    permission: "account.create",
    body: { businessName: "Sample", ownerName: "Sam Sample", ownerEmail: takenEmail },
    allowed: "DUPLICATE",
  },
  { route: "/api/accounts/[id]", method: "GET", permission: "account.see", target: "account", allowed: 200 },
  {
    route: "/api/accounts/[id]",
    method: "PATCH",
    permission: "account.rename",
    target: "account",
    body: { businessName: "Changed", version },
    allowed: "STALE",
  },
  {
    route: "/api/accounts/[id]/suspension",
    method: "PUT",
    permission: "account.suspend",
    target: "account",
    body: { reason: "Unpaid", version },
    allowed: "STALE",
  },
  {
    route: "/api/accounts/[id]/suspension",
    method: "DELETE",
    permission: "account.restore",
    target: "account",
    body: { reason: "Paid", version },
    allowed: "STALE",
  },
  {
    route: "/api/accounts/[id]/enrolment",
    method: "POST",
    permission: "account.enrol",
    target: "account",
    body: address,
    allowed: "RULE_BROKEN",
  },
];

export const pageRows: readonly PageRow[] = [
  {
    route: "/",
    permission: "anyone",
    allowed: { nobody: 307, owner: 307, admin: 307, user: 307, analyst: 307, operator: 307, otherOwner: 307 },
  },
  {
    route: "/sign-in",
    permission: "anyone",
    allowed: { owner: 307, admin: 307, user: 307, analyst: 307, operator: 307, otherOwner: 307 },
  },
  { route: "/shortcuts", permission: "everyone signed in" },
  { route: "/dashboard", permission: "dashboard.see" },
  { route: "/cards", permission: "card.see", query: ({ user, profile }) => ({ holder: user, profile }) },
  { route: "/cards/new", permission: "card.issue", query: holder },
  { route: "/cards/[cardId]", permission: "card.see", target: "card" },
  // Who sees only themselves is sent to their own page.
  { route: "/users", permission: "user.see", allowed: { user: 307 } },
  { route: "/users/new", permission: "user.create" },
  { route: "/users/[userId]", permission: "user.see", target: "user" },
  { route: "/users/[userId]/change", permission: "user.change", seenFirst: "user.see", target: "user" },
  {
    route: "/spending-profiles",
    permission: "spending-profile.see",
    query: ({ deletedProfile }) => ({ deleted: deletedProfile }),
  },
  { route: "/spending-profiles/new", permission: "spending-profile.create" },
  { route: "/spending-profiles/[spendingProfileId]", permission: "spending-profile.see", target: "profile" },
  {
    route: "/spending-profiles/[spendingProfileId]/change",
    permission: "spending-profile.change",
    seenFirst: "spending-profile.see",
    target: "profile",
  },
  { route: "/accounts", permission: "account.see", overPlatform: true },
  { route: "/accounts/new", permission: "account.create" },
  { route: "/accounts/[accountId]", permission: "account.see", target: "account" },
];

const cardActions = "app/(portal)/cards/actions.ts";
const userActions = "app/(portal)/users/actions.ts";
const profileActions = "app/(portal)/spending-profiles/actions.ts";
const accountActions = "app/(portal)/accounts/actions.ts";
const noLimits = { perTransactionLimit: "", dailyLimit: "", weeklyLimit: "", monthlyLimit: "", yearlyLimit: "", categoryRule: "any" };

export const actionRows: readonly ActionRow[] = [
  {
    file: "app/sign-in/actions.ts",
    name: "signOutAction",
    page: "/dashboard",
    permission: "anyone",
    form: () => ({}),
    allowed: "/signed-out",
  },
  {
    file: cardActions,
    name: "issueCardAction",
    page: "/cards/new",
    permission: "card.issue",
    form: ({ analyst }) => ({
      userId: analyst,
      cardType: "debit",
      form: "virtual",
      memo: "",
      spendLimit: "",
      spendLimitDuration: "monthly",
    }),
    allowed: "INVALID_INPUT",
  },
  {
    file: cardActions,
    name: "freezeCardAction",
    page: "/cards/[cardId]",
    permission: "card.freeze",
    target: "card",
    form: ({ card }) => ({ cardId: card, reason: "Lost", version }),
    allowed: "STALE",
  },
  {
    file: cardActions,
    name: "unfreezeCardAction",
    page: "/cards/[cardId]",
    permission: "card.unfreeze",
    target: "card",
    form: ({ card }) => ({ cardId: card, version }),
    allowed: "STALE",
  },
  {
    file: cardActions,
    name: "closeCardAction",
    page: "/cards/[cardId]",
    permission: "card.close",
    target: "card",
    form: ({ card }) => ({ cardId: card, lastFour: "4242", reason: "Lost", version }),
    allowed: "STALE",
  },
  {
    file: userActions,
    name: "createUserAction",
    page: "/users/new",
    permission: "user.create",
    form: () => ({ name: "Nora New", email: takenEmail, role: "user", phone: "" }),
    allowed: "DUPLICATE",
  },
  {
    file: userActions,
    name: "changeUserAction",
    page: "/users/[userId]/change",
    permission: "user.change",
    target: "user",
    form: ({ user }) => ({ userId: user, name: "Changed", phone: "", version }),
    allowed: "STALE",
  },
  {
    file: userActions,
    name: "deactivateUserAction",
    page: "/users/[userId]",
    permission: "user.deactivate",
    target: "user",
    form: ({ user }) => ({ userId: user, reason: "Left", version }),
    allowed: "STALE",
  },
  {
    file: profileActions,
    name: "createSpendingProfileAction",
    page: "/spending-profiles/new",
    permission: "spending-profile.create",
    form: () => ({ ...noLimits, name: takenProfileName, description: "" }),
    allowed: "DUPLICATE",
  },
  {
    file: profileActions,
    name: "changeSpendingProfileAction",
    page: "/spending-profiles/[spendingProfileId]/change",
    permission: "spending-profile.change",
    target: "profile",
    form: ({ profile }) => ({ ...noLimits, spendingProfileId: profile, name: "Changed", description: "", version }),
    allowed: "STALE",
  },
  {
    file: profileActions,
    name: "deleteSpendingProfileAction",
    page: "/spending-profiles/[spendingProfileId]",
    permission: "spending-profile.delete",
    target: "profile",
    form: ({ profile }) => ({ spendingProfileId: profile, cardsLosingIt: 1, reason: "Unused", version }),
    allowed: "STALE",
  },
  {
    file: profileActions,
    name: "restoreSpendingProfileAction",
    page: "/spending-profiles",
    permission: "spending-profile.restore",
    target: "deletedProfile",
    form: ({ deletedProfile }) => ({ spendingProfileId: deletedProfile }),
    allowed: "DUPLICATE",
  },
  {
    file: accountActions,
    name: "createAccountAction",
    page: "/accounts/new",
    permission: "account.create",
    form: () => ({ businessName: "Sample", ownerName: "Sam Sample", ownerEmail: takenEmail }),
    allowed: "DUPLICATE",
  },
  {
    file: accountActions,
    name: "enrolAccountAction",
    page: "/accounts/[accountId]",
    permission: "account.enrol",
    target: "account",
    form: ({ account }) => ({ ...address, accountId: account, line2: "" }),
    allowed: "RULE_BROKEN",
  },
  {
    file: accountActions,
    name: "renameAccountAction",
    page: "/accounts/[accountId]",
    permission: "account.rename",
    target: "account",
    form: ({ account }) => ({ accountId: account, businessName: "Changed", version }),
    allowed: "STALE",
  },
  {
    file: accountActions,
    name: "suspendAccountAction",
    page: "/accounts/[accountId]",
    permission: "account.suspend",
    target: "account",
    form: ({ account }) => ({ accountId: account, reason: "Unpaid", version }),
    allowed: "STALE",
  },
  {
    file: accountActions,
    name: "restoreAccountAction",
    page: "/accounts/[accountId]",
    permission: "account.restore",
    target: "account",
    form: ({ account }) => ({ accountId: account, reason: "Paid", version }),
    allowed: "STALE",
  },
];
