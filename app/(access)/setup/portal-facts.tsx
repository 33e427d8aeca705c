import { env, portalName } from "@/lib/process/env";
import { portalAddress } from "@/lib/process/portal-address";
import { AddressCheck } from "./address-check";

/** What the environment says about the portal, and which variable changes it. */
export function PortalFacts() {
  const { PORTAL_URL } = env();
  return (
    <div className="grid gap-3">
      <dl className="grid gap-3">
        <Fact term="Name of the portal" value={portalName()} variable="PORTAL_NAME">
          On the sign-in page, in emails and in the browser tab.
        </Fact>
        <Fact term="Address of the portal" value={portalAddress()} variable="PORTAL_URL">
          Links in emails lead here.
        </Fact>
      </dl>
      {PORTAL_URL === undefined ? null : <AddressCheck expected={portalAddress()} />}
    </div>
  );
}

function Fact({
  term,
  value,
  variable,
  children,
}: {
  term: string;
  value: string;
  variable: string;
  children: string;
}) {
  return (
    <div className="grid gap-0.5">
      <dt className="font-medium text-sm">{term}</dt>
      <dd className="[overflow-wrap:anywhere]">{value}</dd>
      <dd className="text-muted text-sm">
        {children} Set <code className="font-mono">{variable}</code> to change it.
      </dd>
    </div>
  );
}
