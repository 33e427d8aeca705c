import { readdirSync } from "node:fs";

/** Who opens a page: a demo person by role, the owner of another business, or somebody who is not
 *  signed in. */
export type Visitor = "owner" | "user" | "analyst" | "operator" | "neighbor" | "nobody";

/** The rows that the detail pages show. */
export interface PageIds {
  readonly account: number;
  readonly card: number;
  readonly user: number;
  readonly spendingProfile: number;
  readonly job: number;
  readonly transaction: string;
  /** The query of a list, as a saved view stores it. */
  readonly savedView: string;
}

/** A page and who opens it. `route` is its folder under app/. */
export interface OpenedPage {
  readonly name: string;
  readonly route: string;
  readonly as: Visitor;
  readonly path: string;
}

/** Every page that a person can open, and the list of cards with the queries
 *  that are hardest to answer. */
export function openedPages(ids: PageIds): readonly OpenedPage[] {
  const page = (name: string, route: string, as: Visitor = "owner", query = "") => ({
    name,
    route,
    as,
    path: withIds(route, ids) + query,
  });
  const cards = (name: string, query: string) => page(`cards: ${name}`, "/cards", "owner", query);
  return [
    cards("first page", ""),
    cards("last page", "?end=last"),
    // Finds the same few cards, whatever the number of cards.
    cards("search, rare", "?search=cardholder"),
    // Finds at most one card among a thousand, and a full page among a million,
    // which has to be rendered.
    cards("search, last four", "?search=4242"),
    cards("search, common", "?search=travel"),
    cards("frozen, by memo", "?status=frozen&sort=memo"),
    cards("of a product", "?product=1"),
    cards("limit between amounts", "?limitFrom=10000&limitTo=20000"),
    cards("made within a month", "?createdFrom=2026-01-01&createdTo=2026-01-31&sort=memo"),
    cards("not used since a day", "?notUsedSince=2026-01-01"),
    cards("a saved view: physical, active, by last use", `?${ids.savedView}`),
    page("transactions: first page", "/transactions"),
    page("transactions: last page", "/transactions", "owner", "?end=last"),
    page("transactions: declined", "/transactions", "owner", "?result=declined"),
    page("transactions: missing receipts", "/transactions", "owner", "?receipt=missing"),
    page("transactions: search", "/transactions", "owner", "?search=hotel+europa"),
    page("transactions: of a category, by amount", "/transactions", "owner", "?category=7011&sort=-amount"),
    page("transactions of a cardholder", "/transactions", "user"),
    page("a transaction", "/transactions/[transactionId]"),
    page("cards of a cardholder", "/cards", "user"),
    page("a card", "/cards/[cardId]"),
    page("issue a card", "/cards/new"),
    page("issue cards by CSV", "/cards/issue-by-csv"),
    page("jobs", "/cards/jobs"),
    page("a job", "/cards/jobs/[jobId]"),
    page("people", "/users"),
    page("people, searched", "/users", "owner", "?search=ada"),
    page("a person", "/users/[userId]"),
    page("change a person", "/users/[userId]/change"),
    page("add a person", "/users/new"),
    page("invite people by CSV", "/users/invite-by-csv"),
    page("profiles", "/spending-profiles"),
    page("a profile", "/spending-profiles/[spendingProfileId]"),
    page("change a profile", "/spending-profiles/[spendingProfileId]/change"),
    page("add a profile", "/spending-profiles/new"),
    page("businesses", "/accounts", "operator"),
    page("a business", "/accounts/[accountId]", "operator"),
    page("add a business", "/accounts/new", "operator"),
    page("dashboard of an owner", "/dashboard"),
    page("dashboard of a cardholder", "/dashboard", "user"),
    page("dashboard of an analyst", "/dashboard", "analyst"),
    page("dashboard of an operator", "/dashboard", "operator"),
    page("profile", "/profile"),
    page("add a second factor", "/second-factor"),
    page("API keys", "/api-keys"),
    page("the API", "/api"),
    page("keyboard shortcuts", "/shortcuts"),
    page("sandbox", "/sandbox"),
    page("emails", "/emails", "operator"),
    page("the issuer", "/issuer", "operator"),
    page("sign in", "/sign-in", "nobody"),
    page("the step after the password", "/sign-in/second-step", "nobody"),
    page("forgot password", "/forgot-password", "nobody"),
    page("a reset link", "/reset-password", "nobody"),
    page("a network that is not allowed", "/sign-in/network", "nobody"),
    page("a link to another email", "/confirm-email", "nobody"),
    page("an invitation", "/accept-invitation", "nobody"),
  ];
}

/** Pages that only redirect, as long as nobody adds an authenticator app, the one that is gone once
 *  somebody is here, and those that are not there while sign-up is closed. */
export const redirects = ["/", "/setup", "/sign-up", "/sign-up/confirm", "/second-factor/authenticator"];

function withIds(route: string, ids: PageIds): string {
  return route.replace(/\[(\w+)Id\]/g, (_, thing: string) => String(ids[thing as keyof PageIds]));
}

/** The routes of app/ that no entry of the list opens. */
export function unlistedRoutes(): string[] {
  const none = { account: 0, card: 0, user: 0, spendingProfile: 0, job: 0, transaction: "", savedView: "" };
  const listed = new Set([...redirects, ...openedPages(none).map(({ route }) => route)]);
  return pageRoutes().filter((route) => !listed.has(route));
}

function pageRoutes(): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((file) => file.split(/[\\/]/))
    .filter((parts) => parts.at(-1) === "page.tsx")
    .map(
      (parts) =>
        `/${parts
          .slice(0, -1)
          .filter((part) => !/^\(.*\)$/.test(part))
          .join("/")}`,
    );
}
