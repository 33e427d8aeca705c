"use client";

import { Failure } from "@/components/ui/failure";

/** What stands where a page failed; the rail around it stays. */
export default function PageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return <Failure {...props} />;
}
