import { AccessFrame } from "@/app/(access)/access-frame";
import { ButtonLink } from "@/components/ui/control/button";

interface DeadLinkProps {
  text: string;
  /** Where a new link can be asked for, in these words. */
  again?: "/forgot-password" | "/sign-up";
  children?: string;
}

/** Shown for a link that was used, has run out, or never was. */
export function DeadLink({ text, again = "/forgot-password", children }: DeadLinkProps) {
  return (
    <AccessFrame title="This link no longer works" summary={text}>
      {children === undefined ? null : <ButtonLink href={again}>{children}</ButtonLink>}
      <ButtonLink href="/sign-in" variant="outline">
        Back to sign-in
      </ButtonLink>
    </AccessFrame>
  );
}
