import { Mail } from "lucide-react";
import type { Metadata } from "next";
import { countText, pageText } from "@/app/(portal)/_lists/count-text";
import { DroppedFilters } from "@/app/(portal)/_lists/dropped-filters";
import { keptParameters, pageLinks } from "@/app/(portal)/_lists/list-links";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { List } from "@/components/data-table/list";
import { Pager } from "@/components/data-table/pager";
import { Toolbar } from "@/components/data-table/toolbar/toolbar";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { Notice } from "@/components/ui/layout/notice";
import { PageHeader } from "@/components/ui/layout/page-header";
import { parseListQuery } from "@/lib/lists/list-query";
import { mailListRules } from "@/lib/mail/mail-list";
import { hasMailServer, listMails } from "@/lib/mail/queries";
import { MailLine } from "./mail-line";
import { mailStatusLabels } from "./mail-text";

export const metadata: Metadata = { title: "Emails" };

/** The emails of the portal, for its operators: whether they were sent, and without a mail server
 *  what they say. */
export default async function EmailsPage({ searchParams }: PageProps<"/emails">) {
  const parameters = await searchParams;
  const query = parseListQuery(mailListRules, parameters);
  const [, page] = await loadPage(({ actor }) => listMails(actor, query));
  return (
    <>
      <PageHeader title="Emails" summary={countText(page.total, page.totalIsCapped, "email")} />
      {hasMailServer() ? null : (
        <div className="mb-4">
          <Notice tone="info">
            <p>There is no mail server, so nothing is sent. Set SMTP_URL and MAIL_FROM to send emails.</p>
          </Notice>
        </div>
      )}
      <List>
        <DroppedFilters rules={mailListRules} parameters={parameters} />
        <Toolbar
          path="/emails"
          filters={[
            {
              name: "status",
              label: "State",
              value: query.filters.status?.join() ?? "",
              several: true,
              options: Object.entries(mailStatusLabels).map(([value, label]) => ({ value, label })),
            },
          ]}
          keep={keptParameters(mailListRules, query)}
        />
        {page.rows.length === 0 ? (
          <EmptyState
            icon={<Mail aria-hidden="true" />}
            title="No emails"
            text="Invitations and links to choose a new password appear here."
          />
        ) : (
          <ul>
            {page.rows.map((mail) => (
              <MailLine key={mail.id} mail={mail} />
            ))}
          </ul>
        )}
        <Pager summary={pageText(page, query, "email")} {...pageLinks(mailListRules, query, page)} />
      </List>
    </>
  );
}
