import type { RowIds } from "../businesses.ts";
import type { PageRow } from "./endpoints.ts";

const holder = ({ user }: RowIds) => ({ holder: user });

// The page is there for nobody.
const nowhere = {
  ...{ nobody: 404, owner: 404, admin: 404, user: 404, analyst: 404 },
  ...{ operator: 404, otherOwner: 404 },
} as const;

/** Every page. */
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
  // Gone once somebody is here.
  { route: "/setup", permission: "anyone", allowed: nowhere },
  // Not there while sign-up is closed.
  { route: "/sign-up", permission: "anyone", allowed: nowhere },
  { route: "/sign-up/confirm", permission: "anyone", allowed: nowhere },
  { route: "/forgot-password", permission: "anyone" },
  { route: "/reset-password", permission: "anyone" },
  { route: "/confirm-email", permission: "anyone" },
  { route: "/sign-in/network", permission: "anyone" },
  { route: "/accept-invitation", permission: "anyone" },
  { route: "/sign-in/second-step", permission: "anyone" },
  { route: "/second-factor", permission: "everyone signed in" },
  {
    route: "/second-factor/authenticator",
    permission: "everyone signed in",
    // Nobody has started to add one.
    allowed: { owner: 307, admin: 307, user: 307, analyst: 307, operator: 307, otherOwner: 307 },
  },
  { route: "/api", permission: "everyone signed in" },
  { route: "/api-keys", permission: "api-key.see" },
  { route: "/emails", permission: "mail.see", overPlatform: true },
  { route: "/profile", permission: "everyone signed in" },
  { route: "/shortcuts", permission: "everyone signed in" },
  { route: "/dashboard", permission: "dashboard.see" },
  { route: "/cards", permission: "card.see", query: ({ user, profile }) => ({ holder: user, profile }) },
  {
    route: "/transactions",
    permission: "transaction.see",
    query: ({ user, card, profile }) => ({ holder: user, card, profile }),
  },
  { route: "/transactions/[transactionId]", permission: "transaction.see", target: "transaction" },
  { route: "/cards/new", permission: "card.issue", query: holder },
  { route: "/cards/issue-by-csv", permission: "bulk-job.start" },
  { route: "/cards/[cardId]", permission: "card.see", target: "card" },
  { route: "/cards/jobs", permission: "bulk-job.see" },
  { route: "/cards/jobs/[jobId]", permission: "bulk-job.see", target: "job" },
  // A person who may see only themselves is redirected to their own page.
  { route: "/users", permission: "user.see", allowed: { user: 307 } },
  { route: "/users/new", permission: "user.create" },
  { route: "/users/invite-by-csv", permission: "bulk-job.start" },
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
  { route: "/sandbox", permission: "sandbox.see" },
  { route: "/issuer", permission: "issuer.see" },
  { route: "/accounts", permission: "account.see", overPlatform: true },
  { route: "/accounts/new", permission: "account.create" },
  { route: "/accounts/[accountId]", permission: "account.see", target: "account" },
];
