import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { ButtonLink } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { requirePermission } from "@/lib/read";
import { roleChoices } from "../user-text";
import { InviteUserForm } from "./invite-user-form";

export const metadata: Metadata = { title: "Invite person" };

/** The page that invites a person to the business. */
export default async function InviteUserPage() {
  const [, roles] = await loadPage(async ({ actor }) => {
    await requirePermission(actor, "user.create");
    return roleChoices(actor);
  });
  return (
    <>
      <PageHeader
        title="Invite person"
        back={{ href: "/users", label: "People" }}
        summary="They get an email with a link. You can issue them a card before they accept."
        actions={
          <ButtonLink href="/users/invite-by-csv" variant="outline">
            Invite from CSV
          </ButtonLink>
        }
      />
      <InviteUserForm idempotencyKey={randomUUID()} roles={roles} />
    </>
  );
}
