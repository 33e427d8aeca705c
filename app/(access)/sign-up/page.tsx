import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccessFrame } from "@/app/(access)/access-frame";
import { ButtonLink } from "@/components/ui/control/button";
import { Notice } from "@/components/ui/layout/notice";
import { redirectToSetup } from "@/lib/auth/first-run/redirect-to-setup";
import { lifetimeText } from "@/lib/auth/links/one-time-link";
import { isSignUpOpen } from "@/lib/sign-up/open-platform";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Sign up" };

/** Signs up a business, where the operators allow it. It says the same whether or not the address
 *  is known. */
export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  await redirectToSetup();
  if (!(await isSignUpOpen())) notFound();
  const { sent } = await searchParams;
  if (sent === undefined)
    return (
      <AccessFrame title="Sign up your business" summary="Issue company cards and control how they're used.">
        <SignUpForm />
      </AccessFrame>
    );
  return (
    <AccessFrame title="Check your email" summary={`The link works once, for ${lifetimeText("sign_up")}.`}>
      <Notice tone="positive">
        <p>We've sent you a link to continue. Check your spam folder too.</p>
      </Notice>
      <ButtonLink href="/sign-in" variant="outline">
        Back to sign-in
      </ButtonLink>
    </AccessFrame>
  );
}
