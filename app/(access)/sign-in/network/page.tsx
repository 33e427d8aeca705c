import type { Metadata } from "next";
import { AccessFrame } from "@/app/(access)/access-frame";
import { ButtonLink } from "@/components/ui/control/button";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";

export const metadata: Metadata = { title: "Network not allowed" };

/** Shown to somebody whose password was right, in a network from which their business does not let
 *  them in. */
export default async function NetworkPage() {
  await redirectToSetup();
  return (
    <AccessFrame
      title="Sign-in isn't allowed from this network"
      summary="Your business allows sign-in from its own networks only. Connect to one of them, such as at the office or by VPN, or ask an owner of your business."
    >
      <ButtonLink href="/sign-in" variant="outline">
        Back to sign-in
      </ButtonLink>
    </AccessFrame>
  );
}
