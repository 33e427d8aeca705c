import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";

/** The page shown for an unknown address. */
export default function NotFound() {
  return (
    <main>
      <Problem
        title="Page not found"
        text="The page may have moved, or the address may be mistyped."
        action={<ButtonLink href="/">Go to dashboard</ButtonLink>}
      />
    </main>
  );
}
