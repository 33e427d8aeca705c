import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { signedInOrRedirect } from "@/lib/auth/require-actor";

export const metadata: Metadata = { title: "Keyboard shortcuts" };

const shortcuts = [
  ["/", "Go to the search of a list"],
  ["j", "Next row"],
  ["k", "Row before"],
  ["Enter", "Open the row"],
  ["Esc", "Close what is open"],
] as const;

/** What single keys do, for those who would rather not reach for the mouse. */
export default async function ShortcutsPage() {
  await signedInOrRedirect();
  return (
    <div className="grid max-w-160 gap-6">
      <PageHeader title="Keyboard shortcuts" summary="You can turn single keys off in the menu under your name." />
      <dl className="grid grid-cols-[6rem_1fr]">
        {shortcuts.map(([key, does]) => (
          <div key={key} className="col-span-2 grid grid-cols-subgrid border-line border-b py-2">
            <dt>
              <kbd className="rounded-control border border-line bg-sunken px-1.5 py-0.5 font-mono text-sm">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
