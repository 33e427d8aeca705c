import { Layers } from "lucide-react";
import type { Metadata } from "next";
import { countText, pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { keptParameters, pageLinks, shownSort, sortHrefs } from "@/app/(portal)/_lists/list-links";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { RefreshWhileWaiting } from "@/app/(portal)/_pages/refresh-while-waiting";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { Toolbar } from "@/components/data-table/toolbar/toolbar";
import { ButtonLink } from "@/components/ui/control/button";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import { bulkJobStatusLabels } from "@/lib/bulk-jobs/bulk-job";
import { bulkJobListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { listBulkJobs } from "@/lib/bulk-jobs/queries";
import { parseListQuery } from "@/lib/lists/list-query";
import { JobTable } from "./job-table";
import { jobState, jobTitle } from "./job-text";

export const metadata: Metadata = { title: "Bulk jobs" };

/** The bulk jobs of the business. */
export default async function JobsPage({ searchParams }: PageProps<"/cards/jobs">) {
  const parameters = await searchParams;
  const query = parseListQuery(bulkJobListRules, parameters);
  const [, page] = await loadPage(({ actor }) => listBulkJobs(actor, query));
  return (
    <>
      <PageHeader
        title="Bulk jobs"
        summary={countText(page.total, page.totalIsCapped, "job")}
        back={{ href: "/cards", label: "Cards" }}
      />
      {page.rows.some(({ endedAt }) => endedAt === null) ? <RefreshWhileWaiting /> : null}
      <List>
        <DroppedFilters rules={bulkJobListRules} parameters={parameters} />
        <Toolbar
          path="/cards/jobs"
          filters={[
            {
              name: "status",
              label: "State",
              value: query.filters.status ?? "",
              options: Object.entries(bulkJobStatusLabels).map(([value, label]) => ({ value, label })),
            },
          ]}
          keep={keptParameters(bulkJobListRules, query)}
        />
        <JobTable
          rows={page.rows.map((job) => ({
            id: String(job.id),
            title: jobTitle(job),
            fileName: job.fileName,
            ...jobState(job),
            askedBy: job.askedBy.name,
            createdAt: job.createdAt,
            endedAt: job.endedAt,
          }))}
          sort={shownSort(query)}
          sortHrefs={sortHrefs(bulkJobListRules, query)}
          empty={query.filters.status === undefined ? <NoJobs /> : <NoneFits />}
        />
        <Pager summary={pageText(page, query, "job")} {...pageLinks(bulkJobListRules, query, page)} />
      </List>
    </>
  );
}

function NoneFits() {
  return (
    <EmptyState
      title="No matching bulk jobs"
      text="Try another status."
      action={
        <ButtonLink href="/cards/jobs" variant="outline" size="small">
          Show all bulk jobs
        </ButtonLink>
      }
    />
  );
}

function NoJobs() {
  return (
    <EmptyState
      icon={<Layers aria-hidden="true" />}
      title="No bulk jobs yet"
      text="Select cards in the list to change many at once, or issue cards from CSV. Progress and results appear here."
      action={
        <ButtonLink href="/cards" variant="outline" size="small">
          Show cards
        </ButtonLink>
      }
    />
  );
}
