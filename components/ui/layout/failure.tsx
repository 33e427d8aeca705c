"use client";

import { Button, ButtonLink } from "@/components/ui/control/button";
import { Problem } from "./problem";

/** What stands where a page failed, with the way to try again; the error itself is in the log, under its digest. */
export function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <Problem
      title="That did not work"
      text="The mistake is ours, and nothing you entered was the cause. Try again; if it stays, tell support what you were doing."
      reference={error.digest}
      action={
        <>
          <Button onClick={retry}>Try again</Button>
          <ButtonLink href="/" variant="outline">
            Go to the first page
          </ButtonLink>
        </>
      }
    />
  );
}
