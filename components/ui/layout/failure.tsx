"use client";

import { Button, ButtonLink } from "@/components/ui/control/button";
import { Problem } from "./problem";

const wrong = {
  title: "Something went wrong",
  text: "This is our mistake, not yours. Try again. If it happens again, contact support and quote this message.",
};
const passing: Readonly<Record<string, typeof wrong>> = {
  UNAVAILABLE: {
    title: "The portal can't reach its database",
    text: "Nothing is lost. Try again in a minute.",
  },
  TOO_MANY: { title: "That was too much at once", text: "Wait a minute and try again." },
  BUSY: { title: "The portal is busy", text: "Nothing is lost. Try again in a moment." },
};

/** The message on a page that failed, with a retry button. The error itself is in the log under
 *  its digest, which names a failure that passes by itself. */
export function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const known = passing[error.digest ?? ""];
  return (
    <Problem
      {...(known ?? wrong)}
      reference={known ? undefined : error.digest}
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
