import { ButtonLink } from "@/components/ui/control/button";
import { Problem } from "@/components/ui/layout/problem";
import { signedInOrRedirect } from "@/lib/auth/require-actor";

/** The page shown when the person may not see an existing page. */
export default async function Forbidden() {
  const { actor } = await signedInOrRedirect();
  return actor.role === "operator" ? (
    <Problem
      title="Operators don't have this page."
      text="It belongs to the people of a business. Open the business to see what you can do for it."
      action={<ButtonLink href="/accounts">Go to businesses</ButtonLink>}
    />
  ) : (
    <Problem
      title="You don't have access to this page."
      text="Ask an owner of your business if you need it."
      action={<ButtonLink href="/dashboard">Go to dashboard</ButtonLink>}
    />
  );
}
