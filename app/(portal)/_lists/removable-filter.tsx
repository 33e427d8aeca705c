import { X } from "lucide-react";
import { AppLink } from "@/components/ui/control/app-link";

/** A filter that is set, as a link that removes it. */
export function RemovableFilter({ text, href }: { text: string; href: string }) {
  return (
    <AppLink
      href={href}
      className="inline-flex h-8 items-center gap-2 rounded-control border border-accent bg-accent-soft ps-3 pe-2 font-medium text-accent text-sm hover:bg-pressed max-sm:h-11"
    >
      {text}
      <X aria-hidden="true" className="size-4" />
      <span className="sr-only">Remove this filter</span>
    </AppLink>
  );
}
