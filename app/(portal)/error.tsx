"use client";

import { Failure } from "@/components/ui/layout/failure";

/** What stands where a page failed; the rail around it stays. */
export default function PageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return <Failure {...props} />;
}
