import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";

/** What stands where no page is. */
export default function NotFound() {
  return (
    <main>
      <Problem
        title="There is nothing here"
        text="The page may have moved, or the address has a typing mistake."
        action={<ButtonLink href="/">Go to the first page</ButtonLink>}
      />
    </main>
  );
}
