import { Download } from "lucide-react";
import type { Metadata } from "next";
import { pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { keptParameters, pageLinks } from "@/app/(portal)/_lists/list-links";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { RefreshWhileWaiting } from "@/app/(portal)/_pages/refresh-while-waiting";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { Toolbar } from "@/components/data-table/toolbar/toolbar";
import { AppLink } from "@/components/ui/control/app-link";
import { buttonLook } from "@/components/ui/control/button";
import { StateBadge } from "@/components/ui/display/badge";
import { Facts } from "@/components/ui/display/facts";
import { StackedBar } from "@/components/ui/display/stacked-bar";
import { Time } from "@/components/ui/display/time";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { type BulkJobItemStatus, itemStatusLabels, undoOf } from "@/lib/bulk-jobs/bulk-job";
import { bulkJobItemListRules } from "@/lib/bulk-jobs/bulk-job-list";
import { type BulkJobFacts, listBulkJobItems, readBulkJob } from "@/lib/bulk-jobs/queries";
import { parseListQuery } from "@/lib/lists/list-query";
import { itemTones, jobNoun, jobState, jobTitle, leftText, resultText } from "../job-text";
import { CancelJobButton } from "./cancel-job-button";
import { ItemTable } from "./item-table";
import { UndoJobButton } from "./undo-job-button";

export async function generateMetadata({ params }: PageProps<"/cards/jobs/[jobId]">): Promise<Metadata> {
  const jobId = rowIdFrom((await params).jobId);
  const [, job] = await loadPage(({ actor }) => readBulkJob(actor, jobId));
  return { title: jobTitle(job) };
}

/** A bulk job: its progress, and the result of each card. */
export default async function JobPage({ params, searchParams }: PageProps<"/cards/jobs/[jobId]">) {
  const jobId = rowIdFrom((await params).jobId);
  const parameters = await searchParams;
  const query = parseListQuery(bulkJobItemListRules, parameters);
  const [, [job, page]] = await loadPage(({ actor }) =>
    Promise.all([readBulkJob(actor, jobId), listBulkJobItems(actor, jobId, query)]),
  );
  const { state, tone } = jobState(job);
  const [one, many] = jobNoun(job.verb);
  const things = many.charAt(0).toUpperCase() + many.slice(1);
  return (
    <>
      <PageHeader
        title={
          <>
            {jobTitle(job)}
            <StateBadge boxed tone={tone}>
              {state}
            </StateBadge>
          </>
        }
        summary={summaryOf(job)}
        back={{ href: "/cards/jobs", label: "Bulk jobs" }}
        actions={<Verbs job={job} />}
      />
      {job.endedAt === null ? <RefreshWhileWaiting /> : null}
      <div className="grid gap-8">
        <progress
          className="sr-only"
          aria-label={`${things} with a result`}
          value={endedOf(job)}
          max={job.total}
        />
        <StackedBar
          label={`The ${many} by result`}
          parts={shownFirst
            .filter((status) => job.counts[status] > 0)
            .map((status) => ({
              label: itemStatusLabels[status],
              value: job.counts[status],
              tone: itemTones[status],
              href: `/cards/jobs/${job.id}?status=${status}`,
            }))}
        />
        <Facts items={factsOf(job)} />
        <Section title={things} actions={<ResultLink jobId={job.id} />}>
          <List>
            <DroppedFilters rules={bulkJobItemListRules} parameters={parameters} />
            <Toolbar
              path={`/cards/jobs/${job.id}`}
              filters={[
                {
                  name: "status",
                  label: "Result",
                  value: query.filters.status ?? "",
                  options: Object.entries(itemStatusLabels).map(([value, label]) => ({ value, label })),
                },
              ]}
              keep={keptParameters(bulkJobItemListRules, query)}
            />
            <ItemTable
              isOfPeople={job.verb === "user.create"}
              rows={page.rows.map(({ id, place, card, person, status, message }) => ({
                id: String(id),
                place,
                card,
                person,
                result: itemStatusLabels[status],
                tone: itemTones[status],
                message,
              }))}
              empty={<EmptyState title={`No matching ${many}`} text="Try another result." />}
            />
            <Pager
              summary={pageText(page, query, one, many)}
              {...pageLinks(bulkJobItemListRules, query, page)}
            />
          </List>
        </Section>
      </div>
    </>
  );
}

const shownFirst: readonly BulkJobItemStatus[] = ["done", "refused", "cancelled", "running", "waiting"];

const endedOf = ({ counts }: BulkJobFacts) => counts.done + counts.refused + counts.cancelled;

function summaryOf(job: BulkJobFacts): string {
  return [resultText(job), ...(job.secondsLeft === null ? [] : [leftText(job.secondsLeft)])].join(" · ");
}

function Verbs({ job }: { job: BulkJobFacts }) {
  if (job.status === "running") return <CancelJobButton jobId={job.id} verb={job.verb} counts={job.counts} />;
  const undo = undoOf[job.verb];
  if (job.endedAt === null || undo === undefined || job.counts.done === 0) return null;
  return <UndoJobButton jobId={job.id} verb={undo} count={job.counts.done} />;
}

function ResultLink({ jobId }: { jobId: number }) {
  return (
    <a
      href={`/api/bulk-jobs/${jobId}/result`}
      download
      className={buttonLook({ variant: "outline", size: "small" })}
    >
      <Download aria-hidden="true" />
      Result as CSV
    </a>
  );
}

function factsOf({ askedBy, reason, createdAt, endedAt, fileName }: BulkJobFacts) {
  return [
    {
      term: "Started by",
      value: (
        <AppLink href={`/users/${askedBy.id}`} className="underline-offset-4 hover:underline">
          {askedBy.name}
        </AppLink>
      ),
    },
    { term: "Started", value: <Time iso={createdAt} exact /> },
    { term: "Reason", value: reason ?? <span className="text-muted">None</span> },
    {
      term: "Finished",
      value: endedAt === null ? <span className="text-muted">Not yet</span> : <Time iso={endedAt} exact />,
    },
    ...(fileName === null ? [] : [{ term: "File", value: fileName }]),
  ];
}
