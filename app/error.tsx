"use client";

import { Failure } from "@/components/ui/layout/failure";

/** What stands where a page outside the shell failed. */
export default function PageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main>
      <Failure {...props} />
    </main>
  );
}
