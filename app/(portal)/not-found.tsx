import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";

/** What stands where there is nothing that this person could see. */
export default function NotFound() {
  return (
    <Problem
      title="There is nothing here"
      text="It may not exist, or it is not yours to see. Check the address, or start again from the dashboard."
      action={<ButtonLink href="/dashboard">Go to the dashboard</ButtonLink>}
    />
  );
}
