"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import { NewPasswordField } from "@/app/_forms/new-password-field";
import type { IssuerMode } from "@/components/shell/issuer-badge";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { maxEmailLength, maxLength } from "@/lib/fields/max-length";
import { finishSetupAction } from "../actions";
import { SetupPart } from "./setup-part";

interface SetupFormProps {
  code: string;
  mode: IssuerMode;
  portalName: string;
  /** What the environment says about the portal. */
  facts: ReactNode;
  /** What is known of the issuer. */
  issuer: ReactNode;
}

/** The form that sets up the portal: the first operator, the platform, and the issuer to look at. */
export function SetupForm({ code, mode, portalName, facts, issuer }: SetupFormProps) {
  return (
    <ActionForm
      action={finishSetupAction}
      name="setup"
      shownFields={["givenName", "familyName", "email", "password", "platformName", "confirmedName"]}
      className="grid gap-6"
    >
      {({ fields, values }) => {
        const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: fields[name] });
        return (
          <div>
            <input type="hidden" name="token" value={code} />
            <SetupPart
              id="operator"
              title="Operator"
              text="You, the first person here. Operators add, fund and suspend businesses."
            >
              <div className="grid items-start gap-4 sm:grid-cols-2">
                <TextField
                  {...field("givenName")}
                  label="Given name"
                  autoComplete="given-name"
                  maxLength={maxLength("User", "givenName")}
                  required
                />
                <TextField
                  {...field("familyName")}
                  label="Family name"
                  autoComplete="family-name"
                  maxLength={maxLength("User", "familyName")}
                  optional
                />
              </div>
              <TextField
                {...field("email")}
                label="Email"
                type="email"
                autoComplete="username"
                maxLength={maxEmailLength}
                hint="You sign in with it."
                required
              />
              <NewPasswordField label="Password" error={fields.password} required />
            </SetupPart>
            <SetupPart
              id="platform"
              title="Platform"
              text="The organization that issues cards to businesses. Its operators see this name."
            >
              <TextField
                {...field("platformName")}
                label="Name"
                autoComplete="organization"
                defaultValue={values.platformName ?? portalName}
                maxLength={maxLength("Account", "businessName")}
                required
              />
              {facts}
            </SetupPart>
            <SetupPart
              id="issuer"
              title="Issuer"
              text={
                mode === "simulator" ? "It makes the cards." : "Lithic, through the key in your environment."
              }
            >
              {issuer}
              {mode === "production" ? (
                <TextField
                  {...field("confirmedName")}
                  label="Type the name of the platform to confirm"
                  autoComplete="off"
                  hint="Cards and money are real here."
                  required
                />
              ) : null}
            </SetupPart>
            <div className="border-line border-t pt-6 lg:ps-76">
              <SubmitButton className="max-sm:w-full">Finish setup</SubmitButton>
            </div>
          </div>
        );
      }}
    </ActionForm>
  );
}
