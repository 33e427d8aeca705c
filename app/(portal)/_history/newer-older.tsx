import { AppLink } from "@/components/ui/control/app-link";

/** Links to the newer and older pages of a list that is sorted newest first. */
export function NewerOlder({ newer, older }: { newer: string | null; older: string | null }) {
  if (newer === null && older === null) return null;
  return (
    <p className="flex gap-4 text-sm">
      {newer === null ? null : <Step href={newer}>Newer</Step>}
      {older === null ? null : <Step href={older}>Older</Step>}
    </p>
  );
}

function Step({ href, children }: { href: string; children: string }) {
  return (
    <AppLink
      href={href}
      className="inline-flex min-h-6 items-center font-medium text-accent underline-offset-4 hover:underline"
    >
      {children}
    </AppLink>
  );
}
