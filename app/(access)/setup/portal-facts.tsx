import type { ReactNode } from "react";

/** What the environment says about the portal, and which variable changes it. */
export function PortalFacts({ name, address }: { name: string; address: string }) {
  return (
    <dl className="grid gap-3">
      <Fact term="Name of the portal" value={name}>
        On the sign-in page, in emails and in the browser tab. Set <Variable name="PORTAL_NAME" /> to change
        it.
      </Fact>
      <Fact term="Address of the portal" value={address}>
        Links in emails lead here. Set <Variable name="PORTAL_URL" /> to change it.
      </Fact>
    </dl>
  );
}

function Fact({ term, value, children }: { term: string; value: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="font-medium text-sm">{term}</dt>
      <dd className="[overflow-wrap:anywhere]">{value}</dd>
      <dd className="text-muted text-sm">{children}</dd>
    </div>
  );
}

const Variable = ({ name }: { name: string }) => <code className="font-mono">{name}</code>;
