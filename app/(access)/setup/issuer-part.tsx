import { CheckList } from "@/app/_issuer/check-list";
import type { IssuerMode } from "@/components/shell/issuer-badge";

/** What set-up says of the issuer. It only looks: nobody is here yet who could keep the secret of
 *  an event subscription. */
export function IssuerPart({ mode }: { mode: IssuerMode }) {
  if (mode === "simulator")
    return <p>Built-in simulator. Nothing to set up. Its cards move no real money.</p>;
  return (
    <div className="grid gap-2">
      <CheckList />
      <p className="text-muted text-sm">
        You can finish setup either way, and set up events after you sign in.
      </p>
    </div>
  );
}
