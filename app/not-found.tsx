import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";

/** What stands where no page is. */
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
