import { AccessFrame } from "@/app/(access)/access-frame";
import { ButtonLink } from "@/components/ui/control/button";

/** Shown for a link that was used, has run out, or never was. */
export function DeadLink({ text, children }: { text: string; children?: string }) {
  return (
    <AccessFrame title="This link no longer works" summary={text}>
      {children === undefined ? null : <ButtonLink href="/forgot-password">{children}</ButtonLink>}
      <ButtonLink href="/sign-in" variant="outline">
        Back to sign-in
      </ButtonLink>
    </AccessFrame>
  );
}
