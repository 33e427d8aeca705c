import { AppError } from "@/lib/errors";
import { formMoney, formNumber, formOptional, formText } from "@/lib/http/form";
import {
  type CountField,
  countFields,
  type LimitField,
  limitFields,
  type ProfileRules,
} from "@/lib/spending-profiles/rules/profile-rules";

type Channel = ProfileRules["channel"];
type Cash = ProfileRules["cash"];

/** Reads the profile form. Throws INVALID_INPUT naming each field with an invalid amount or
 *  number, and a choice of categories or countries without any. */
export function profileFromForm(form: FormData, currency: string) {
  const faults: Record<string, string> = {};
  const limits = limitsFrom(form, currency, faults);
  const lists = {
    ...listsFrom(form, faults, {
      noun: "category",
      allowed: "allowedCategories",
      blocked: "blockedCategories",
    }),
    ...listsFrom(form, faults, { noun: "country", allowed: "allowedCountries", blocked: "blockedCountries" }),
  };
  const counts = countsFrom(form, faults);
  if (Object.keys(faults).length > 0) throw new AppError("INVALID_INPUT", undefined, { fields: faults });
  return {
    name: formText(form, "name"),
    description: formOptional(form, "description"),
    ...limits,
    ...counts,
    ...lists,
    merchants: formText(form, "merchants")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
    channel: formText(form, "channel") as Channel,
    cash: formText(form, "cash") as Cash,
    ...(form.has("draft") && { draft: formText(form, "draft") === "true" }),
  };
}

/** Reads the form of an existing profile. Throws as `profileFromForm` does. */
export const changeFromForm = (form: FormData, currency: string) => ({
  spendingProfileId: formNumber(form, "spendingProfileId"),
  version: formNumber(form, "version"),
  ...profileFromForm(form, currency),
});

function limitsFrom(
  form: FormData,
  currency: string,
  faults: Record<string, string>,
): Record<LimitField, bigint | null> {
  const limits = limitFields.map((field) => {
    try {
      return [field, formMoney(form, field, currency)] as const;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      Object.assign(faults, error.fields);
      return [field, null] as const;
    }
  });
  return Object.fromEntries(limits) as Record<LimitField, bigint | null>;
}

interface ListNames {
  readonly noun: "category" | "country";
  readonly allowed: "allowedCategories" | "allowedCountries";
  readonly blocked: "blockedCategories" | "blockedCountries";
}

function listsFrom(form: FormData, faults: Record<string, string>, { noun, allowed, blocked }: ListNames) {
  const rule = formText(form, `${noun}Rule`);
  const chosen = form.getAll(noun).filter((code) => typeof code === "string");
  if (!["any", "only", "except"].includes(rule)) faults[`${noun}Rule`] = "Choose one of these.";
  else if (rule !== "any" && chosen.length === 0)
    faults[noun] = `Choose at least one ${noun}, or accept every one.`;
  return {
    [allowed]: rule === "only" ? chosen : [],
    [blocked]: rule === "except" ? chosen : [],
  } as Record<ListNames["allowed"] | ListNames["blocked"], string[]>;
}

function countsFrom(form: FormData, faults: Record<string, string>): Record<CountField, number | null> {
  const counts = countFields.map((field) => {
    const typed = formText(form, field).trim().replaceAll(",", "");
    if (typed === "") return [field, null] as const;
    if (!/^\d{1,7}$/.test(typed)) faults[field] = "Enter a whole number, such as 5.";
    return [field, Number(typed)] as const;
  });
  return Object.fromEntries(counts) as Record<CountField, number | null>;
}
