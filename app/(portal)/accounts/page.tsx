import { Building2, Plus } from "lucide-react";
import type { Metadata } from "next";
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
import { accountStateLabel, accountStatusLabels } from "@/lib/accounts/account";
import { accountListRules } from "@/lib/accounts/account-list";
import { listAccounts } from "@/lib/accounts/queries";
import { parseListQuery } from "@/lib/lists/list-query";
import { formatMoney } from "@/lib/money";
import { readSignUp } from "@/lib/sign-up/queries";
import { AccountTable } from "./account-table";
import { accountTones } from "./account-text";
import { SignUpSwitch } from "./sign-up-switch";

export const metadata: Metadata = { title: "Businesses" };

/** All businesses of the platform, for its operators. */
export default async function AccountsPage({ searchParams }: PageProps<"/accounts">) {
  const parameters = await searchParams;
  const query = parseListQuery(accountListRules, parameters);
  const [, [page, signUp]] = await loadPage(async ({ actor }) => [
    await listAccounts(actor, query),
    await readSignUp(actor),
  ]);
  const { search, filters } = query;
  const isNarrowed = search !== undefined || Object.keys(filters).length > 0;
  const count = countText(page.total, page.totalIsCapped, "business", "businesses");
  return (
    <>
      <PageHeader
        title="Businesses"
        summary={isNarrowed ? `${count} ${page.total === 1 ? "matches" : "match"}` : count}
        actions={<AddLink />}
      />
      <List>
        <DroppedFilters rules={accountListRules} parameters={parameters} />
        <Toolbar
          path="/accounts"
          search={{ name: "search", label: "Name of the business", value: search ?? "" }}
          filters={[
            {
              name: "status",
              label: "State",
              value: filters.status?.join() ?? "",
              several: true,
              options: Object.entries(accountStatusLabels).map(([value, label]) => ({ value, label })),
            },
          ]}
          keep={keptParameters(accountListRules, query)}
        />
        <AccountTable
          rows={page.rows.map((account) => ({
            id: String(account.id),
            name: account.businessName,
            ownerEmail: account.ownerEmail,
            state: accountStateLabel(account),
            tone: accountTones[account.status],
            balance:
              account.balanceAsOf === null ? null : formatMoney(BigInt(account.balance), account.currency),
            balanceAsOf: account.balanceAsOf,
            createdAt: account.createdAt,
          }))}
          sort={shownSort(query)}
          sortHrefs={sortHrefs(accountListRules, query)}
          empty={isNarrowed ? <NoneFits /> : <None />}
        />
        <Pager
          summary={pageText(page, query, "business", "businesses")}
          {...pageLinks(accountListRules, query, page)}
        />
      </List>
      <div className="mt-10">
        <SignUpSwitch {...signUp} />
      </div>
    </>
  );
}

function AddLink() {
  return (
    <ButtonLink href="/accounts/new">
      <Plus aria-hidden="true" />
      Add business
    </ButtonLink>
  );
}

function NoneFits() {
  return (
    <EmptyState
      title="No matching businesses"
      text="Try another status or spelling."
      action={
        <ButtonLink href="/accounts" variant="outline" size="small">
          Show all businesses
        </ButtonLink>
      }
    />
  );
}

function None() {
  return (
    <EmptyState
      icon={<Building2 aria-hidden="true" />}
      title="No businesses yet"
      text="Add the first one with its owner, then register it with the issuer."
      action={<AddLink />}
    />
  );
}
