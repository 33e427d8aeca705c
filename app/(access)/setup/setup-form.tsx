"use client";

import type { ReactNode } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import type { IssuerMode } from "@/components/shell/issuer-badge";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { TextField } from "@/components/ui/form/text-field";
import { Notice } from "@/components/ui/layout/notice";
import { maxLength } from "@/lib/fields/max-length";
import type { FormAction } from "@/lib/http/server-action";
import { typedValues } from "@/lib/http/typed-values";
import { finishSetupAction } from "../actions";
import { OperatorPart } from "./operator-part";
import { PortalFacts } from "./portal-facts";
import { SetupPart } from "./setup-part";
import { useOpenedElsewhere } from "./use-opened-elsewhere";

interface SetupFormProps {
  code: string;
  mode: IssuerMode;
  /** What the environment says. `url` is the address that is set, `address` the one that holds. */
  portal: { readonly name: string; readonly address: string; readonly url: string | undefined };
  /** What is known of the issuer. */
  issuer: ReactNode;
}

/** The form that sets up the portal: the first operator, the platform, and the issuer to look
 *  at. */
export function SetupForm({ code, mode, portal, issuer }: SetupFormProps) {
  const elsewhere = useOpenedElsewhere(portal.url);
  return (
    <ActionForm
      action={elsewhere === undefined ? finishSetupAction : refusing(elsewhere)}
      name="setup"
      shownFields={["givenName", "familyName", "email", "password", "platformName", "confirmedName"]}
      className="grid gap-6"
    >
      {({ code: failure, fields, values }) => (
        <div>
          <input type="hidden" name="setupCode" value={code} />
          {elsewhere === undefined || failure === "FORBIDDEN" ? null : (
            <div className="mb-6">
              <Notice tone="warning">
                <p>{elsewhere}</p>
              </Notice>
            </div>
          )}
          <OperatorPart fields={fields} values={values} />
          <SetupPart
            id="platform"
            title="Platform"
            text="The organization that issues cards to businesses. Its operators see this name."
          >
            <TextField
              name="platformName"
              label="Name"
              autoComplete="organization"
              defaultValue={values.platformName ?? portal.name}
              maxLength={maxLength("Account", "businessName")}
              error={fields.platformName}
              required
            />
            <PortalFacts {...portal} />
          </SetupPart>
          <SetupPart
            id="issuer"
            title="Issuer"
            text={
              mode === "simulator"
                ? "Issues the cards and processes payments."
                : "Lithic, through the key in your environment."
            }
          >
            {issuer}
            {mode === "production" ? (
              <TextField
                name="confirmedName"
                label="Type the name of the platform to confirm"
                autoComplete="off"
                hint="Cards and money are real here."
                defaultValue={values.confirmedName}
                error={fields.confirmedName}
                required
              />
            ) : null}
          </SetupPart>
          <div className="border-line border-t pt-6 lg:ps-76">
            <SubmitButton className="max-sm:w-full">Finish setup</SubmitButton>
          </div>
        </div>
      )}
    </ActionForm>
  );
}

// The server would not take the form, so it is not sent.
const refusing =
  (why: string): FormAction =>
  async (_before, form) => ({
    ok: false,
    code: "FORBIDDEN",
    fields: {},
    values: typedValues(form),
    message: `${why} Nothing was changed.`,
  });
