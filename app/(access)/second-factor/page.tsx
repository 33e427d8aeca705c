import type { Metadata } from "next";
import { IdentityProvider } from "@/app/_forms/identity-fields";
import { AccessFrame } from "@/app/(access)/access-frame";
import { signOutAction } from "@/app/(access)/sign-in/actions";
import { AppLink } from "@/components/ui/control/app-link";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ownPath } from "@/lib/auth/own-path";
import { signedInOrRedirect } from "@/lib/auth/require-actor";
import { AddPasskey } from "./add-passkey";
import { StartAuthenticator } from "./start-authenticator";

export const metadata: Metadata = { title: "Second factor" };

/** Adds a second factor: for people who have to before they go on, and from the profile. */
export default async function SecondFactorPage({ searchParams }: PageProps<"/second-factor">) {
  const { next } = await searchParams;
  const { hasSecondFactor, accountName } = await signedInOrRedirect({ withoutFactor: true });
  return (
    <AccessFrame
      title={hasSecondFactor ? "Add a second factor" : "Protect your sign-in"}
      summary={
        hasSecondFactor
          ? "Choose what to add."
          : `Besides your password, ${accountName} asks for something that only you have.`
      }
    >
      <IdentityProvider hasSecondFactor={hasSecondFactor}>
        <div className="grid gap-6">
          <section className="grid gap-2">
            <h2 className="font-medium">Passkey</h2>
            <p className="text-muted text-sm">
              Your finger, your face, or the PIN of this device. It can't be stolen by a fake website, and it
              also signs you in without a password.
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
      {hasSecondFactor ? (
        <p className="text-sm">
          <AppLink href="/profile">Back to your profile</AppLink>
        </p>
      ) : (
        <form action={signOutAction}>
          <SubmitButton variant="quiet" size="small">
            Sign out
          </SubmitButton>
        </form>
      )}
    </AccessFrame>
  );
}
