"use client";

import { useId } from "react";
import { ActionForm } from "@/app/_forms/action-form";
import { MoneyField } from "@/app/_forms/money-field";
import { ButtonLink } from "@/components/ui/control/button";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { ChoiceField } from "@/components/ui/form/choice-field";
import type { Option } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { maxLength } from "@/lib/fields/max-length";
import { type CountField, countFields } from "@/lib/spending-profiles/rules/profile-rules";
import { changeSpendingProfileAction, createSpendingProfileAction } from "../actions";
import { CategoryPicker } from "./category-picker";
import type { LimitChoice } from "./limit-choices";
import type { ProfileDefaults } from "./profile-defaults";
import { faultOf, ruleOptions, WhereFields } from "./where-fields";

interface SpendingProfileFormProps {
  idempotencyKey: string;
  currency: string;
  limits: readonly LimitChoice[];
  countries: readonly Option[];
  /** The profile to edit. Without one, the form creates a profile. */
  profile?: ProfileDefaults;
}

/** The form that creates or edits a spending profile. */
export function SpendingProfileForm({
  idempotencyKey,
  currency,
  limits,
  countries,
  profile,
}: SpendingProfileFormProps) {
  const id = useId();
  return (
    <ActionForm
      action={profile ? changeSpendingProfileAction : createSpendingProfileAction}
      name="profile"
      idempotencyKey={idempotencyKey}
      shownFields={[
        "name",
        "description",
        ...ruleFieldNames,
        ...limits.map(({ name }) => name),
        ...countFields,
      ]}
      className="group/profile grid max-w-160 gap-8"
    >
      {({ fields, values }) => (
        <>
          {profile ? <input type="hidden" name="spendingProfileId" value={profile.id} /> : null}
          {profile ? <input type="hidden" name="version" value={profile.version} /> : null}
          <div className="grid gap-6">
            <TextField
              label="Name"
              name="name"
              autoComplete="off"
              maxLength={maxLength("SpendingProfile", "name")}
              defaultValue={values.name ?? profile?.name}
              error={fields.name}
              hint="Such as Travel or Software."
            />
            <TextField
              label="Description"
              name="description"
              optional
              autoComplete="off"
              maxLength={maxLength("SpendingProfile", "description")}
              defaultValue={values.description ?? profile?.description}
              error={fields.description}
            />
          </div>
          <fieldset aria-labelledby={`${id}-limits`} className="grid gap-4 border-line border-t pt-5">
            <div className="grid gap-1">
              <h2 id={`${id}-limits`} className="font-semibold text-lg tracking-tight">
                Limits
              </h2>
              <p className="text-muted">
                The most that each card with this profile may spend. Leave empty what has no limit.
              </p>
            </div>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              {limits.map(({ name, label, hint, value }) => (
                <MoneyField
                  key={name}
                  label={label}
                  name={name}
                  currency={currency}
                  defaultValue={values[name] ?? value}
                  error={fields[name]}
                  hint={hint}
                />
              ))}
            </div>
          </fieldset>
          <fieldset aria-labelledby={`${id}-counts`} className="grid gap-4 border-line border-t pt-5">
            <div className="grid gap-1">
              <h2 id={`${id}-counts`} className="font-semibold text-lg tracking-tight">
                Number of purchases
              </h2>
              <p className="text-muted">How often each card may be used. Leave empty for any number.</p>
            </div>
            <div className="grid items-start gap-4 sm:grid-cols-4">
              {countFields.map((name) => (
                <TextField
                  key={name}
                  label={countTitles[name]}
                  name={name}
                  inputMode="numeric"
                  autoComplete="off"
                  defaultValue={values[name] ?? profile?.counts[name]}
                  error={fields[name]}
                />
              ))}
            </div>
          </fieldset>
          <div className="grid gap-4 border-line border-t pt-5">
            <div className="grid gap-1">
              <h2 className="font-semibold text-lg tracking-tight">Merchant categories</h2>
              <p className="text-muted">Where cards with this profile can pay.</p>
            </div>
            <ChoiceField
              label="Purchases are accepted in"
              name="categoryRule"
              columns={3}
              defaultValue={values.categoryRule ?? profile?.categoryRule ?? "any"}
              error={fields.categoryRule}
              options={ruleOptions("Every category")}
            />
            <div className="group-has-[[name=categoryRule][value=any]:checked]/profile:hidden">
              <CategoryPicker
                name="category"
                chosenBefore={values.category?.split(",") ?? profile?.categories ?? []}
                error={faultOf(fields, "category", "allowedCategories", "blockedCategories")}
              />
            </div>
          </div>
          <div className="grid gap-4 border-line border-t pt-5">
            <div className="grid gap-1">
              <h2 className="font-semibold text-lg tracking-tight">Where and how</h2>
              <p className="text-muted">
                Each rule declines on its own, so a purchase must pass all of them.
              </p>
            </div>
            <WhereFields fields={fields} values={values} profile={profile} countries={countries} />
          </div>
          <div className="flex flex-wrap gap-2 border-line border-t pt-5">
            <SubmitButton>{profile ? "Save changes" : "Create profile"}</SubmitButton>
            {profile?.isInForce === false ? null : (
              <SubmitButton name="draft" value="true" variant="outline">
                Save as draft
              </SubmitButton>
            )}
            <ButtonLink
              href={profile ? `/spending-profiles/${profile.id}` : "/spending-profiles"}
              variant="outline"
            >
              Cancel
            </ButtonLink>
          </div>
        </>
      )}
    </ActionForm>
  );
}

const ruleFieldNames = [
  ...["categoryRule", "category", "allowedCategories", "blockedCategories"],
  ...["countryRule", "country", "allowedCountries", "blockedCountries"],
  ...["channel", "cash", "merchants"],
];

const countTitles: Readonly<Record<CountField, string>> = {
  dailyCount: "Per day",
  weeklyCount: "Per week",
  monthlyCount: "Per month",
  yearlyCount: "Per year",
};
