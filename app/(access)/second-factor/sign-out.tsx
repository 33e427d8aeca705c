import { signOutAction } from "@/app/(access)/sign-in/actions";
import { SubmitButton } from "@/components/ui/control/submit-button";

/** Signs out, on pages without the portal's menu. */
export function SignOut() {
  return (
    <form action={signOutAction}>
      <SubmitButton variant="quiet" size="small">
        Sign out
      </SubmitButton>
    </form>
  );
}
