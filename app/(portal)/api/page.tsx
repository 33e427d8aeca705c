import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { ButtonLink } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { reachFor } from "@/lib/permissions";
import { Reference } from "./reference";

export const metadata: Metadata = { title: "API reference" };

/** What programs can do here: the document at /api/openapi.json, to read and to try. */
export default async function ApiPage() {
  const [{ actor }] = await loadPage(async () => null);
  return (
    <>
      <PageHeader
        title="API reference"
        summary="Everything the portal does, for your own programs."
        actions={
          reachFor(actor, "api-key.see") ? (
            <ButtonLink href="/api-keys" variant="outline">
              API keys
            </ButtonLink>
          ) : null
        }
      />
      <Reference />
    </>
  );
}
