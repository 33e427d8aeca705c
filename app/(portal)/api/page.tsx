import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { routes } from "@/app/api/openapi.json/routes";
import { AppLink } from "@/components/ui/control/app-link";
import { ButtonLink } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { apiDocument } from "@/lib/http/openapi/document";
import { reachFor } from "@/lib/permissions";
import { OperationDetails } from "./operation-details";
import { operationsByTag, tagText } from "./operations-by-tag";

export const metadata: Metadata = { title: "API reference" };

let made: ReturnType<typeof apiDocument> | undefined;

// Made by the first visit, because a build has no environment to read.
const readDocument = () => (made ??= apiDocument(routes));

/** What programs can do here, as the document at /api/openapi.json says it. */
export default async function ApiPage() {
  const [{ actor }] = await loadPage(async () => null);
  const document = readDocument();
  const tags = operationsByTag(document.paths);
  return (
    <>
      <PageHeader
        title="API reference"
        summary="Use the portal from your own programs."
        actions={
          reachFor(actor, "api-key.see") ? (
            <ButtonLink href="/api-keys" variant="outline">
              API keys
            </ButtonLink>
          ) : null
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <div className="grid max-w-prose gap-3">
          <p>{document.info.description}</p>
          <p>
            For tools, download the{" "}
            <a href="/api/openapi.json" className="font-medium text-accent underline underline-offset-4">
              OpenAPI 3.1 document
            </a>
          </p>
        </div>
        <nav aria-label="API sections">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {tags.map(([tag]) => (
              <li key={tag}>
                <AppLink href={`#${tag}`} className="text-accent underline underline-offset-4">
                  {tagText(tag)}
                </AppLink>
              </li>
            ))}
          </ul>
        </nav>
        {tags.map(([tag, operations]) => (
          <div key={tag} id={tag} className="scroll-mt-6">
            <Section title={tagText(tag)}>
              <div>
                {operations.map((operation) => (
                  <OperationDetails
                    key={operation.operationId}
                    operation={operation}
                    named={document.components.schemas}
                  />
                ))}
              </div>
            </Section>
          </div>
        ))}
      </div>
    </>
  );
}
