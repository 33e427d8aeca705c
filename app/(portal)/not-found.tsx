import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";

/** The page shown when there is nothing here that the person could see. */
export default function NotFound() {
  return (
    <Problem
      title="Page not found"
      text="It doesn't exist, or you don't have access to it. Check the address, or go to the dashboard."
      action={<ButtonLink href="/dashboard">Go to dashboard</ButtonLink>}
    />
  );
}
