"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/control/button";

/** Looks at the issuer again. What was typed on the page stays. */
export function CheckAgainButton() {
  const router = useRouter();
  const [isChecking, check] = useTransition();
  return (
    <Button variant="outline" size="small" pending={isChecking} onClick={() => check(() => router.refresh())}>
      Check again
    </Button>
  );
}
