"use client";

import { Failure } from "@/components/ui/layout/failure";

/** The page shown when a page fails. The navigation around it stays. */
export default function PageError(props: { error: Error & { digest?: string }; retry: () => void }) {
  return <Failure {...props} />;
}
