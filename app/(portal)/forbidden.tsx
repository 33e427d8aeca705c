import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";

/** The page shown when the person may not see an existing page. */
export default function Forbidden() {
  return (
    <Problem
      title="You don't have access to this page."
      text="Ask an owner of your business if you need it."
      action={<ButtonLink href="/dashboard">Go to dashboard</ButtonLink>}
    />
  );
}
