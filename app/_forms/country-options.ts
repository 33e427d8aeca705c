import type { Option } from "@/components/ui/form/select-field";
import { allCountries } from "@/lib/addresses/countries";

/** The countries of merchants, as options. */
export const countryOptions: readonly Option[] = allCountries.map(({ code, name }) => ({
  value: code,
  label: name,
}));
