import type { ReactNode } from "react";
import { AppLink } from "./app-link";

/** A link within facts or a sentence, or only its text where there is no page to open. */
export function QuietLink({ href, children }: { href: string | false | undefined; children: ReactNode }) {
  return href ? (
    <AppLink href={href} className="underline decoration-line underline-offset-4 hover:decoration-current">
      {children}
    </AppLink>
  ) : (
    children
  );
}
