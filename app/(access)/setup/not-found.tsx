import { ButtonLink } from "@/components/ui/control/button";
import { AccessFrame } from "../access-frame";

/** Shown once somebody is in the portal. */
export default function SetupFinished() {
  return (
    <AccessFrame title="Setup is finished" summary="This portal is already set up. Sign in to continue.">
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
    </AccessFrame>
  );
}
