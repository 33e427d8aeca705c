import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { encode } from "uqr";
import { IdentityProvider } from "@/app/_forms/identity-fields";
import { AccessFrame } from "@/app/(access)/access-frame";
import { ownPath } from "@/lib/auth/own-path";
import { signedInOrRedirect } from "@/lib/auth/require-actor";
import { readStartedAuthenticator } from "@/lib/second-factors/queries";
import { SignOut } from "../sign-out";
import { AuthenticatorForm } from "./authenticator-form";

export const metadata: Metadata = { title: "Authenticator app" };

/** Shows the code that an authenticator app reads, and asks for the first code of the app. */
export default async function AuthenticatorPage({ searchParams }: PageProps<"/second-factor/authenticator">) {
  const { next } = await searchParams;
  const { actor, hasSecondFactor } = await signedInOrRedirect({ allowsMissingFactor: true });
  const started = await readStartedAuthenticator(actor);
  if (!started) redirect("/second-factor");
  return (
    <AccessFrame title="Authenticator app" summary="Scan the code with your app, then enter what it shows.">
      <QrCode text={started.address} />
      <p className="text-muted text-sm">
        Can't scan it? Enter this key in the app instead:
        <code className="mt-1 block text-ink">{(started.secret.match(/.{1,4}/g) ?? []).join(" ")}</code>
      </p>
      <IdentityProvider hasSecondFactor={hasSecondFactor}>
        <AuthenticatorForm next={ownPath(next ?? "/profile")} />
      </IdentityProvider>
      <SignOut />
    </AccessFrame>
  );
}

// Dark on light in both themes: not every app reads the opposite.
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 4 });
  const dots = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code for your authenticator app"
      shapeRendering="crispEdges"
      className="size-48 rounded-surface border border-line bg-white"
    >
      <path d={dots.join("")} fill="#000" />
    </svg>
  );
}
