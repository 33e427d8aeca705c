import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AccessFrame } from "@/app/(access)/access-frame";
import { AppLink } from "@/components/ui/control/app-link";
import { ButtonLink } from "@/components/ui/control/button";
import { ownPath } from "@/lib/auth/own-path";
import { findSecondStep } from "@/lib/auth/sign-in/find-second-step";
import { secondStepCookie } from "@/lib/auth/sign-in/second-step-cookie";
import { SecondStepForm } from "./second-step-form";

export const metadata: Metadata = { title: "Second factor" };

/** The step after the password, for people with a second factor. */
export default async function SecondStepPage({ searchParams }: PageProps<"/sign-in/second-step">) {
  const { next } = await searchParams;
  const token = (await cookies()).get(secondStepCookie().name)?.value;
  const step = token ? await findSecondStep(token) : null;
  if (!step)
    return (
      <AccessFrame
        title="Sign in again"
        summary="Your sign-in expired. You have ten minutes and five attempts."
      >
        <ButtonLink href="/sign-in">Back to sign-in</ButtonLink>
      </AccessFrame>
    );
  return (
    <AccessFrame title="Confirm it's you" summary={`Signing in as ${step.user.email}.`}>
      <SecondStepForm
        hasPasskey={step.hasPasskey}
        hasAuthenticator={step.hasAuthenticator}
        next={next === undefined ? undefined : ownPath(next)}
      />
      <p className="text-muted text-sm">
        Lost your phone or passkey? Enter a recovery code, or ask whoever manages your account to reset your
        second factor. <AppLink href="/sign-in">Back to sign-in</AppLink>
      </p>
    </AccessFrame>
  );
}
