import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Notice } from "@/components/ui/layout/notice";
import { ownPath } from "@/lib/auth/own-path";
import { isSignedIn } from "@/lib/auth/require-actor";
import { portalName } from "@/lib/process/env";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, error, reason } = await searchParams;
  if (await isSignedIn()) redirect("/dashboard");
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-96 content-start gap-6 px-4 pt-[17dvh] pb-12">
      <p className="mb-6 flex items-center gap-2.5 font-semibold text-lg">
        {/* biome-ignore lint/performance/noImgElement: an icon of 400 bytes needs no other sizes. */}
        <img src="/icon.svg" alt="" width={28} height={28} />
        {portalName()}
      </p>
      <div className="grid gap-1">
        <h1 className="font-semibold text-xl tracking-tight">Sign in</h1>
        <p className="text-muted">Manage your company cards.</p>
      </div>
      {reason === "expired" && !error ? (
        <Notice tone="info">
          <p>You were signed out after 15 minutes without use. Sign in again.</p>
        </Notice>
      ) : null}
      <SignInForm
        next={next === undefined ? undefined : ownPath(next)}
        error={typeof error === "string" ? error : undefined}
      />
    </main>
  );
}
