"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useState } from "react";
import { AppLink } from "@/components/ui/control/app-link";
import { lastSeen } from "./last-seen";

/** The way back to a list, with the filters and the page that it had. */
export function BackLink({ href, label }: { href: string; label: string }) {
  const [seen, setSeen] = useState(href);
  useEffect(() => setSeen(lastSeen(href)), [href]);
  return (
    <AppLink
      href={seen}
      className="-ms-1 inline-flex h-6 w-fit items-center gap-1.5 rounded-control px-1 text-muted text-sm hover:text-ink"
    >
      <ArrowLeft aria-hidden="true" className="size-4" />
      {label}
    </AppLink>
  );
}
