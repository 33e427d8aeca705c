"use client";

import { Failure } from "@/components/ui/layout/failure";

/** The page shown when a page outside the shell fails. */
export default function PageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main>
      <Failure {...props} />
    </main>
  );
}
