"use client";

import { useState } from "react";
import { type Option, SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { addressLengths } from "@/lib/addresses/address-lengths";
import { placeHints } from "@/lib/addresses/rules/country-rules";

/** The parts of an address, by the names that the form posts after its prefix. */
export const addressParts = ["line1", "line2", "city", "region", "postalCode", "country"] as const;

type Part = (typeof addressParts)[number];

interface AddressFieldsProps {
  /** Stands before the name of each part, such as "shippingAddress.". */
  prefix?: string;
  /** How long each part may be. By default as long as an address stores it. */
  maxLengths?: Readonly<Partial<Record<Part, number>>>;
  known?: Readonly<Partial<Record<Part, string>>>;
  values: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
  countries: readonly Option[];
}

/** The fields of an address. The country decides what the region and the postal code look like,
 *  and whether there is a postal code. */
export function AddressFields({
  prefix = "",
  maxLengths = addressLengths,
  known = {},
  values,
  fields,
  countries,
}: AddressFieldsProps) {
  const part = (name: Part) => ({
    name: prefix + name,
    defaultValue: values[prefix + name] ?? known[name],
    error: fields[prefix + name],
    maxLength: maxLengths[name],
    autoComplete: "off",
  });
  const { maxLength: _, ...chosen } = part("country");
  const first = chosen.defaultValue || "USA";
  const [country, setCountry] = useState(first);
  const hints = placeHints(country);
  return (
    <>
      <SelectField
        label="Country"
        options={countries}
        className="sm:col-span-2"
        {...chosen}
        defaultValue={first}
        onChange={(event) => setCountry(event.currentTarget.value)}
      />
      <TextField label="Street and number" className="sm:col-span-2" {...part("line1")} />
      <TextField label="Flat, floor or building" optional className="sm:col-span-2" {...part("line2")} />
      <TextField label="City" {...part("city")} />
      <TextField label="State or region" hint={hints.region} {...part("region")} />
      {hints.postalCode === null ? null : (
        <TextField label="Postal code" hint={hints.postalCode} {...part("postalCode")} />
      )}
    </>
  );
}
