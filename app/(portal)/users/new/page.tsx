import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { ButtonLink } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { reachFor } from "@/lib/permissions";
import { requirePermission } from "@/lib/read";
import { peopleWords, roleChoices } from "../user-text";
import { InviteUserForm } from "./invite-user-form";

export const metadata: Metadata = { title: "Invite person" };

/** The page that invites a person to the business, or an operator to the platform. */
export default async function InviteUserPage() {
  const [{ actor }, roles] = await loadPage(async ({ actor }) => {
    await requirePermission(actor, "user.create");
    return roleChoices(actor);
  });
  const words = peopleWords(actor);
  return (
    <>
      <PageHeader
        title={`Invite ${words.one}`}
        back={{ href: "/users", label: words.title }}
        summary={
          actor.role === "operator"
            ? "They get an email with a link. Operators see every business, and can invite other operators."
            : "They get an email with a link. You can issue them a card before they accept."
        }
        actions={
          reachFor(actor, "bulk-job.start") ? (
            <ButtonLink href="/users/invite-by-csv" variant="outline">
              Invite from CSV
            </ButtonLink>
          ) : null
        }
      />
      <InviteUserForm idempotencyKey={randomUUID()} roles={roles} />
    </>
  );
}
