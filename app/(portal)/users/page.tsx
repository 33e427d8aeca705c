import { Plus, Users } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { countText, pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { keptParameters, pageLinks, shownSort, sortHrefs } from "@/app/(portal)/_lists/list-links";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { Toolbar } from "@/components/data-table/toolbar/toolbar";
import { ButtonLink } from "@/components/ui/control/button";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import { readAccount } from "@/lib/accounts/queries";
import { secondFactorPolicies } from "@/lib/accounts/set-second-factor-policy";
import { hrefFor, parseListQuery } from "@/lib/lists/list-query";
import { type Role, reachFor } from "@/lib/permissions";
import { type UserListQuery, userListRules } from "@/lib/users/list/user-list";
import { listUsers } from "@/lib/users/queries";
import { secondFactorLabels } from "@/lib/users/second-factor-state";
import { roleLabels, userStatusLabels } from "@/lib/users/user";
import { AllowedNetworks } from "./allowed-networks";
import { ExportUsers } from "./export-users";
import { SecondFactorPolicy } from "./second-factor-policy";
import { UserTable } from "./user-table";
import { peopleWords, secondFactorTones, userState } from "./user-text";

export const metadata: Metadata = { title: "People" };

const signInChoices = [
  { value: "never", label: "Never signed in" },
  { value: "last-30-days", label: "Signed in within 30 days" },
  { value: "not-in-30-days", label: "Not signed in for 30 days" },
  { value: "not-in-90-days", label: "Not signed in for 90 days" },
];

const shownRoles: readonly Role[] = ["owner", "admin", "user", "analyst"];

/** The people of the business, or the platform's operators. Somebody who may see only themselves is
 *  redirected to their own page. */
export default async function UsersPage({ searchParams }: PageProps<"/users">) {
  const parameters = await searchParams;
  const query = parseListQuery(userListRules, parameters);
  const [{ actor }, [page, account]] = await loadPage(async ({ actor }) => [
    await listUsers(actor, query),
    reachFor(actor, "account.set-second-factor-policy") ? await readAccount(actor, actor.accountId) : null,
  ]);
  if (reachFor(actor, "user.see") === "own") redirect(`/users/${actor.userId ?? 0}`);
  const mayAdd = reachFor(actor, "user.create") !== undefined;
  const mayExport = reachFor(actor, "user.export") !== undefined && page.total > 0;
  const words = peopleWords(actor);
  const isOfPlatform = actor.role === "operator";
  const { search, filters } = query;
  const isNarrowed = search !== undefined || Object.keys(filters).length > 0;
  const count = countText(page.total, page.totalIsCapped, words.one, words.several);
  return (
    <>
      <PageHeader
        title={words.title}
        summary={isNarrowed ? `${count} ${page.total === 1 ? "matches" : "match"}` : count}
        actions={
          <>
            {mayExport ? <ExportUsers count={count} href={exportHref(query)} /> : null}
            {mayAdd ? <AddLink one={words.one} /> : null}
          </>
        }
      />
      <List>
        <DroppedFilters rules={userListRules} parameters={parameters} />
        <Toolbar
          path="/users"
          search={{ name: "search", label: "Name or email", value: search ?? "" }}
          filters={[
            ...(isOfPlatform
              ? []
              : [
                  {
                    name: "role",
                    label: "Role",
                    value: filters.role ?? "",
                    options: shownRoles.map((value) => ({ value, label: roleLabels[value] })),
                  },
                ]),
            {
              name: "status",
              label: "State",
              value: filters.status?.join() ?? "",
              several: true,
              options: Object.entries(userStatusLabels).map(([value, label]) => ({ value, label })),
            },
            {
              name: "lastSignIn",
              label: "Last sign-in",
              value: filters.lastSignIn ?? "",
              options: signInChoices,
            },
            {
              name: "secondFactor",
              label: "Second factor",
              value: filters.secondFactor ?? "",
              options: [
                { value: "has", label: "Has a second factor" },
                { value: "missing", label: "Lacks a required one" },
                { value: "none", label: "Has no second factor" },
              ],
            },
            {
              name: "paused",
              label: "Sign-in paused",
              value: filters.paused ?? "",
              options: [{ value: "yes", label: "Sign-in paused now" }],
            },
            {
              name: "invitation",
              label: "Invitation",
              value: filters.invitation ?? "",
              options: [
                { value: "open", label: "Invitation waiting" },
                { value: "expired", label: "Invitation expired" },
              ],
            },
            {
              name: "removed",
              label: "Removed",
              value: filters.removed ?? "",
              options: [{ value: "yes", label: `Removed ${words.several}` }],
            },
          ]}
          keep={keptParameters(userListRules, query)}
        />
        <UserTable
          rows={page.rows.map((user) => ({
            id: String(user.id),
            name: user.name,
            email: user.email,
            role: roleLabels[user.role],
            state: userState(user).text,
            tone: userState(user).tone,
            secondFactor: secondFactorLabels[user.secondFactor],
            secondFactorTone: secondFactorTones[user.secondFactor],
            cards: `${user.cards}${user.cardsIsCapped ? "+" : ""}`,
            lastSignInAt: user.lastSignInAt,
            createdAt: user.createdAt,
          }))}
          sort={shownSort(query)}
          sortHrefs={sortHrefs(userListRules, query)}
          empty={isNarrowed ? <NobodyFits several={words.several} /> : <Nobody mayAdd={mayAdd} />}
          label={words.title}
          hasCards={!isOfPlatform}
        />
        <Pager
          summary={pageText(page, query, words.one, words.several)}
          {...pageLinks(userListRules, query, page)}
        />
      </List>
      {account ? (
        <div className="mt-10 grid gap-8">
          <SecondFactorPolicy
            policy={account.secondFactorFor}
            choices={secondFactorPolicies()}
            version={account.version}
          />
          <AllowedNetworks networks={account.allowedNetworks} ip={actor.ip} version={account.version} />
        </div>
      ) : null}
    </>
  );
}

function exportHref(query: UserListQuery): string {
  const { after, before, end, ...list } = query;
  return `/api/users/export${hrefFor(userListRules, list)}`;
}

function AddLink({ one }: { one: string }) {
  return (
    <ButtonLink href="/users/new">
      <Plus aria-hidden="true" />
      Invite {one}
    </ButtonLink>
  );
}

function NobodyFits({ several }: { several: string }) {
  return (
    <EmptyState
      title={`No matching ${several}`}
      text="Try fewer filters, or another spelling."
      action={
        <ButtonLink href="/users" variant="outline" size="small">
          Show all {several}
        </ButtonLink>
      }
    />
  );
}

function Nobody({ mayAdd }: { mayAdd: boolean }) {
  return (
    <EmptyState
      icon={<Users aria-hidden="true" />}
      title="No people yet"
      text="Add the people who hold cards, manage them or review spending."
      action={mayAdd ? <AddLink one="person" /> : null}
    />
  );
}
