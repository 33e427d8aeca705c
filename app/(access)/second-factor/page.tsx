import type { Metadata } from "next";
import { IdentityProvider } from "@/app/_forms/identity-fields";
import { AccessFrame } from "@/app/(access)/access-frame";
import { AppLink } from "@/components/ui/control/app-link";
import { ownPath } from "@/lib/auth/own-path";
import { signedInOrRedirect } from "@/lib/auth/require-actor";
import { AddPasskey } from "./add-passkey";
import { SignOut } from "./sign-out";
import { StartAuthenticator } from "./start-authenticator";

export const metadata: Metadata = { title: "Second factor" };

/** Adds a second factor: for people who have to before they go on, and from the profile. */
export default async function SecondFactorPage({ searchParams }: PageProps<"/second-factor">) {
  const { next } = await searchParams;
  const { hasSecondFactor, lacksSecondFactor, accountName } = await signedInOrRedirect({
    allowsMissingFactor: true,
  });
  return (
    <AccessFrame
      title={lacksSecondFactor ? "Protect your sign-in" : "Add a second factor"}
      summary={
        lacksSecondFactor
          ? `${accountName} requires a second factor. Add one to continue.`
          : "With a second factor, nobody can sign in with your password alone."
      }
    >
      <IdentityProvider hasSecondFactor={hasSecondFactor}>
        <div className="grid gap-6">
          <section className="grid gap-2">
            <h2 className="font-medium">Passkey</h2>
            <p className="text-muted text-sm">
              Use your fingerprint, face or device PIN. Passkeys resist phishing and let you sign in without a
              password.
            </p>
            <AddPasskey next={ownPath(next ?? "/profile")} />
          </section>
          <section className="grid gap-2">
            <h2 className="font-medium">Authenticator app</h2>
            <p className="text-muted text-sm">An app on your phone that shows a new code every 30 seconds.</p>
            <StartAuthenticator next={ownPath(next ?? "/profile")} />
          </section>
        </div>
      </IdentityProvider>
      {!lacksSecondFactor ? (
        <p className="text-sm">
          <AppLink href="/profile">Back to your profile</AppLink>
        </p>
      ) : null}
      <SignOut />
    </AccessFrame>
  );
}
