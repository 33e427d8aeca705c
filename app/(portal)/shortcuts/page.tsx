import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/layout/page-header";
import { signedInOrRedirect } from "@/lib/auth/require-actor";
import { palettePagesFor } from "../palette/palette-pages";

export const metadata: Metadata = { title: "Keyboard shortcuts" };

const shortcuts = [
  ["Ctrl K or ⌘ K", "Search or run a command, from anywhere"],
  ["/", "Search the list"],
  ["j", "Next row"],
  ["k", "Previous row"],
  ["Enter", "Open the row"],
  ["x", "Select or deselect the row"],
  ["f", "Freeze the card of the row"],
  ["Esc", "Close what is open, or clear the selection"],
  ["?", "Show this page"],
] as const;

/** The keyboard shortcuts. */
export default async function ShortcutsPage() {
  const pages = palettePagesFor(await signedInOrRedirect());
  const ways = pages.flatMap(({ key, label }) =>
    key === undefined ? [] : [[`g ${key}`, `Go to ${label}`] as const],
  );
  return (
    <div className="grid max-w-160 gap-6">
      <PageHeader
        title="Keyboard shortcuts"
        summary="You can turn single keys off in the menu under your name."
      />
      <dl className="grid grid-cols-[9rem_1fr]">
        {[...shortcuts, ...ways].map(([key, does]) => (
          <div key={key} className="col-span-2 grid grid-cols-subgrid border-line border-b py-2">
            <dt>
              <kbd className="rounded-control border border-line bg-sunken px-1.5 py-0.5 font-mono text-sm">
                {key}
              </kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
