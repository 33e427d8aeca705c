"use client";

import { Button, ButtonLink } from "@/components/ui/control/button";
import { Problem } from "./problem";

/** The message on a page that failed, with a retry button. The error itself is in the log under
 *  its digest. */
export function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Problem
      title="Something went wrong"
      text="This is our mistake, not yours. Try again. If it happens again, contact support and quote this message."
      reference={error.digest}
      action={
        <>
          <Button onClick={retry}>Try again</Button>
          <ButtonLink href="/" variant="outline">
            Go to dashboard
          </ButtonLink>
        </>
      }
    />
  );
}
