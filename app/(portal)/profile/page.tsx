import type { Metadata } from "next";
import { cookies } from "next/headers";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { ThemeField } from "@/components/shell/theme-field";
import { AppLink } from "@/components/ui/control/app-link";
import { Facts } from "@/components/ui/display/facts";
import { PageHeader } from "@/components/ui/layout/page-header";
import { Section } from "@/components/ui/layout/section";
import { reachFor } from "@/lib/permissions";
import { readEmailChange } from "@/lib/profile/email-change/queries";
import { listOwnSessions } from "@/lib/profile/queries";
import { readOwnFactors } from "@/lib/second-factors/queries";
import { roleLabels } from "@/lib/users/user";
import { ChangeEmail } from "./change-email";
import { ChangePasswordForm } from "./change-password-form";
import { SecondFactors } from "./second-factors";
import { SessionList } from "./session-list";
import { TimeZoneForm } from "./time-zone-form";

export const metadata: Metadata = { title: "Profile and security" };

/** The signed-in person's own page: who they are here, their password, and where they are signed
 *  in. */
export default async function ProfilePage() {
  const [{ actor, name, accountName, sessionId, timeZone }, [sessions, factors, emailChange]] =
    await loadPage(({ actor }) =>
      Promise.all([listOwnSessions(actor), readOwnFactors(actor), readEmailChange(actor)]),
    );
  const theme = (await cookies()).get("theme")?.value ?? "system";
  return (
    <>
      <PageHeader
        title="Profile and security"
        summary="Your details, how you sign in, and where you are signed in."
      />
      <div className="grid gap-8">
        <Facts
          items={[
            { term: "Name", value: name },
            { term: "Email", value: actor.label },
            { term: "Business", value: accountName },
            { term: "Role", value: actor.role === "system" ? "" : roleLabels[actor.role] },
          ]}
        />
        {reachFor(actor, "user.change") ? (
          <p>
            <AppLink
              href={`/users/${actor.userId}/change`}
              className="font-medium text-accent underline underline-offset-4"
            >
              Edit your name and phone
            </AppLink>
          </p>
        ) : null}
        <Section title="Email">
          <ChangeEmail email={actor.label} change={emailChange} />
        </Section>
        <Section title="Password">
          <ChangePasswordForm email={actor.label} />
        </Section>
        <Section title="Second factor">
          <SecondFactors {...factors} />
        </Section>
        <Section title="Display">
          <div className="grid max-w-160 gap-6">
            <ThemeField theme={theme} />
            <TimeZoneForm zone={timeZone} zones={Intl.supportedValuesOf("timeZone")} />
          </div>
        </Section>
        <Section title="Where you are signed in">
          <SessionList
            sessions={sessions.map((session) => ({ ...session, isCurrent: session.id === sessionId }))}
          />
        </Section>
      </div>
    </>
  );
}
