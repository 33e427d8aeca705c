import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { IdentityProvider } from "@/app/_forms/identity-fields";
import { signOutAction } from "@/app/(access)/sign-in/actions";
import { navigationFor } from "@/app/(portal)/_pages/navigation";
import { Shell } from "@/components/shell/shell";
import { TimeZoneProvider } from "@/components/ui/display/time-zone";
import { signedInOrRedirect } from "@/lib/auth/require-actor";
import { hasFaults } from "@/lib/sandbox/faults";
import { issuerMode } from "@/lib/server/health";
import { roleLabels } from "@/lib/users/user";
import { SessionCountdown } from "./_session/session-countdown";
import { palettePagesFor } from "./palette/palette-pages";

/** The layout around the pages of a signed-in person. It checks no permission: every page checks
 *  the session itself. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const who = await signedInOrRedirect();
  const narrow = (await cookies()).get("rail")?.value === "narrow";
  const { role } = who.actor;
  return (
    <Shell
      accountName={who.accountName}
      issuerBadge={{ mode: issuerMode(), hasFaults: hasFaults() }}
      navigation={navigationFor(who)}
      palette={{ pages: palettePagesFor(who), findAt: "/palette", aboutKeys: "/shortcuts" }}
      person={{ name: who.name, role: role === "system" ? "" : roleLabels[role] }}
      signOut={signOutAction}
      narrow={narrow}
    >
      <TimeZoneProvider zone={who.timeZone}>
        <IdentityProvider hasSecondFactor={who.hasSecondFactor}>{children}</IdentityProvider>
      </TimeZoneProvider>
      <SessionCountdown userId={who.actor.userId ?? 0} millisecondsLeft={who.timeLeft.milliseconds} />
    </Shell>
  );
}
