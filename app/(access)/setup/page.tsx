import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { checkSetupCode } from "@/lib/auth/first-run/check-setup-code";
import { hasPeople } from "@/lib/auth/first-run/has-people";
import { requestOrigin } from "@/lib/auth/request-origin";
import { AppError } from "@/lib/errors";
import { env, portalName } from "@/lib/process/env";
import { portalAddress } from "@/lib/process/portal-address";
import { issuerMode } from "@/lib/server/health";
import { CodeForm } from "./code-form";
import { IssuerPart } from "./issuer-part";
import { SetupForm } from "./setup-form";
import { SetupFrame } from "./setup-frame";

// The address of this page holds the code, so no other page may learn it.
export const metadata: Metadata = { title: "Setup", referrer: "no-referrer" };

/** Sets up a portal with nobody in it, for whoever has the code from its terminal. Gone once
 *  somebody is here. */
export default async function SetupPage({ searchParams }: PageProps<"/setup">) {
  const { code } = await searchParams;
  if (await hasPeople()) notFound();
  if (typeof code !== "string") return <CodeForm />;
  const opened = await checkSetupCode(code, requestOrigin(await headers()).ip).catch(reasonOf);
  if (typeof opened === "string") return <CodeForm typed={code} error={opened} />;
  const mode = issuerMode();
  return (
    <SetupFrame mode={mode} expires={opened.toISOString()}>
      <SetupForm
        code={code}
        mode={mode}
        portal={{ name: portalName(), address: portalAddress(), url: portalUrl() }}
        issuer={<IssuerPart mode={mode} />}
      />
    </SetupFrame>
  );
}

// Where the portal is set to be, if anywhere.
const portalUrl = () => (env().PORTAL_URL === undefined ? undefined : portalAddress());

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.reason;
  throw error;
}
