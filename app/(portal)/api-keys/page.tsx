import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { countText } from "@/app/(portal)/_lists/count-text";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { AppLink } from "@/components/ui/control/app-link";
import { EmptyState } from "@/components/ui/layout/empty-state";
import { PageHeader } from "@/components/ui/layout/page-header";
import { listApiKeys } from "@/lib/api-keys/queries";
import { keyRolesOf } from "@/lib/auth/api-key/api-key";
import { CreateKey } from "./create-key";
import { KeyList } from "./key-list";

export const metadata: Metadata = { title: "API keys" };

/** The API keys of the business, for owners and admins. */
export default async function ApiKeysPage() {
  const [{ actor }, keys] = await loadPage(({ actor }) => listApiKeys(actor));
  const roles = keyRolesOf(actor.role);
  return (
    <>
      <PageHeader title="API keys" summary={countText(keys.length, false, "API key")} />
      <div className="grid gap-6">
        <p className="max-w-prose text-muted">
          Use API keys to connect your own software. Each key has a role and an expiry date.{" "}
          <AppLink href="/api" className="font-medium text-accent underline underline-offset-4">
            API reference
          </AppLink>
        </p>
        <CreateKey roles={roles} />
        {keys.length === 0 ? (
          <EmptyState
            icon={<KeyRound aria-hidden="true" />}
            title="No API keys"
            text="Create a separate key for each integration, so you can revoke one without affecting the others."
          />
        ) : (
          <KeyList keys={keys.map((key) => ({ ...key, mayRevoke: roles.includes(key.role) }))} />
        )}
      </div>
    </>
  );
}
