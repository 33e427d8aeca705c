import type { Metadata } from "next";
import { loadPage, rowIdFrom } from "@/app/(portal)/_pages/load-page";
import { PageHeader } from "@/components/ui/layout/page-header";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { noteIfRefused } from "@/lib/note-if-refused";
import { phoneText } from "@/lib/users/phone-number";
import { readUser } from "@/lib/users/queries";
import { readContact } from "@/lib/users/read-contact";
import { roleChoices, verbsOn } from "../../user-text";
import { ChangeUserForm } from "./change-user-form";

export const metadata: Metadata = { title: "Change person" };

async function refuse(actor: Actor, userId: number): Promise<never> {
  const refusal = new AppError("FORBIDDEN", undefined, { target: { model: "User", id: userId } });
  await noteIfRefused(refusal, actor, "user.change");
  throw refusal;
}

/** The page that edits a person, for themselves and for those who manage people. */
export default async function ChangeUserPage({ params }: PageProps<"/users/[userId]/change">) {
  const userId = rowIdFrom((await params).userId);
  const [{ actor }, { user, contact }] = await loadPage(async ({ actor }) => {
    const user = await readUser(actor, userId);
    if (!verbsOn(actor, user).change) await refuse(actor, userId);
    return { user, contact: await readContact(actor, userId) };
  });
  const managed = verbsOn(actor, user).changeEmailAndRole;
  const roles = roleChoices(actor);
  return (
    <>
      <PageHeader title={`Change ${user.name}`} back={{ href: `/users/${userId}`, label: user.name }} />
      <ChangeUserForm
        user={{
          id: user.id,
          givenName: user.givenName,
          familyName: user.familyName,
          phone: contact.phone === null ? "" : phoneText(contact.phone),
          version: user.version,
        }}
        managed={
          managed
            ? {
                email: user.status === "invited" ? user.email : null,
                role: user.role,
                roles: roles.some(({ value }) => value === user.role) ? roles : [],
              }
            : null
        }
      />
    </>
  );
}
