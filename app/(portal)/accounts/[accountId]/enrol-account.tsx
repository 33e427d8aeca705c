import { Section } from "@/components/ui/layout/section";
import type { BusinessAddress } from "@/lib/accounts/read-enrolment";
import { countryOptions } from "@/lib/addresses/countries";
import { EnrolAccountForm } from "./enrol-account-form";

/** Registers a business with the issuer. The form starts with the known address. */
export function EnrolAccount({ accountId, address }: { accountId: number; address: BusinessAddress | null }) {
  const { line1, line2, city, region, postalCode, country } = address ?? nowhere;
  return (
    <Section title="Register with the issuer" summary="With the address where it is registered">
      <EnrolAccountForm
        accountId={accountId}
        known={{ line1, line2: line2 ?? "", city, region, postalCode, country }}
        countries={countryOptions}
      />
    </Section>
  );
}

const nowhere = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "USA" };
