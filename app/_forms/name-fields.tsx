"use client";

import { useState } from "react";
import { TextField } from "@/components/ui/form/text-field";
import { maxLength } from "@/lib/fields/max-length";
import { type PersonName, printedName, registeredName } from "@/lib/users/name/name-at-issuer";

interface NameFieldsProps {
  known?: PersonName;
  values: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
}

/** The two fields of a person's name, and what the issuer makes of it. */
export function NameFields({ known, values, fields }: NameFieldsProps) {
  const first = {
    givenName: values.givenName ?? known?.givenName ?? "",
    familyName: values.familyName ?? known?.familyName ?? "",
  };
  const [typed, setTyped] = useState(first);
  const part = (name: keyof PersonName) => ({
    name,
    maxLength: maxLength("User", name),
    autoComplete: "off",
    defaultValue: first[name],
    error: fields[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setTyped((before) => ({ ...before, [name]: value })),
  });
  return (
    <div className="grid gap-2">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField label="Given name" {...part("givenName")} />
        <TextField label="Family name" optional {...part("familyName")} />
      </div>
      <p className="text-muted text-sm" aria-live="polite">
        {issuerText(typed)}
      </p>
    </div>
  );
}

function issuerText({ givenName, familyName }: PersonName): string {
  const name = { givenName: givenName.trim(), familyName: familyName.trim() };
  if (name.givenName === "") return "Leave the family name empty for a person with one name only.";
  const [printed, registered] = [printedName(name), registeredName(name)].map((issuer) =>
    Object.values(issuer).join(" "),
  );
  return printed === registered
    ? `On cards: ${printed}`
    : `On cards: ${printed}. A card has room for 25 characters; the issuer knows the whole name.`;
}
