import { ChoiceField } from "@/components/ui/form/choice-field";
import type { Option } from "@/components/ui/form/select-field";
import { TextAreaField } from "@/components/ui/form/text-area-field";
import type { FieldErrors } from "@/lib/errors";
import { CountryPicker } from "./country-picker";
import type { ListRule, ProfileDefaults } from "./profile-defaults";

interface WhereFieldsProps {
  fields: FieldErrors;
  values: Readonly<Record<string, string>>;
  profile: ProfileDefaults | undefined;
  countries: readonly Option[];
}

/** The fields that say in which countries, how, and at which merchants a card can pay. */
export function WhereFields({ fields, values, profile, countries }: WhereFieldsProps) {
  return (
    <>
      <ChoiceField
        label="Merchants in"
        name="countryRule"
        columns={3}
        defaultValue={values.countryRule ?? profile?.countryRule ?? "any"}
        error={fields.countryRule}
        options={ruleOptions("Every country")}
      />
      <div className="group-has-[[name=countryRule][value=any]:checked]/profile:hidden">
        <CountryPicker
          name="country"
          countries={countries}
          chosenBefore={values.country?.split(",") ?? profile?.countries ?? []}
          error={faultOf(fields, "country", "allowedCountries", "blockedCountries")}
        />
      </div>
      <ChoiceField
        label="How cards can pay"
        name="channel"
        columns={3}
        defaultValue={values.channel ?? profile?.channel ?? "any"}
        error={fields.channel}
        options={[
          { value: "any", label: "In person and online" },
          { value: "in_person", label: "Only in person" },
          { value: "online", label: "Only online" },
        ]}
      />
      <ChoiceField
        label="Cash withdrawals"
        name="cash"
        defaultValue={values.cash ?? profile?.cash ?? "allowed"}
        error={fields.cash}
        options={[
          { value: "allowed", label: "Allowed" },
          { value: "blocked", label: "Declined" },
        ]}
      />
      <TextAreaField
        label="Only at these merchants"
        name="merchants"
        optional
        autoComplete="off"
        spellCheck={false}
        defaultValue={values.merchants ?? profile?.merchants}
        error={faultOf(fields, "merchants")}
        hint="One on each line, as the merchant appears in a transaction. Leave empty for every merchant."
      />
    </>
  );
}

/** The options of a rule about a list: everything, only what is chosen, or all but that. */
export const ruleOptions = (everything: string): { value: ListRule; label: string }[] => [
  { value: "any", label: everything },
  { value: "only", label: "Only those chosen" },
  { value: "except", label: "All but those chosen" },
];

/** The first error of some fields. A fault within a list names its place too. */
export const faultOf = (fields: FieldErrors, ...names: readonly string[]): string | undefined =>
  Object.entries(fields).find(([name]) => names.includes(name.split(".")[0] ?? ""))?.[1];
