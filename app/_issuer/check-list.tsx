import { Suspense } from "react";
import { checkIssuer, type PendingCheck } from "@/lib/issuer/check-issuer";
import { CheckAgainButton } from "./check-again-button";
import { CheckLine } from "./check-line";

/** What a look at the issuer finds, line by line as its answers come. */
export function CheckList() {
  return (
    <ol aria-live="polite" className="grid">
      {checkIssuer().map((pending) => (
        <Suspense key={pending.title} fallback={<Running title={pending.title} />}>
          <Found {...pending} />
        </Suspense>
      ))}
    </ol>
  );
}

function Running({ title }: { title: string }) {
  return <CheckLine isRunning check={{ state: "waiting", title, text: "Checking …" }} />;
}

async function Found({ check }: PendingCheck) {
  const found = await check;
  return <CheckLine check={found} action={found.state === "failed" ? <CheckAgainButton /> : undefined} />;
}
