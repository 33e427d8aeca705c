import { AppError } from "@/lib/errors";
import { formMoney, formNumber, formOptional, formText } from "@/lib/http/form";
import { type LimitField, limitFields } from "@/lib/spending-profiles/rules/profile-rules";

/** Reads the profile form. Throws INVALID_INPUT naming each field with an invalid amount, and a
 *  category choice without categories. */
export function profileFromForm(form: FormData, currency: string) {
  const faults: Record<string, string> = {};
  const limits = limitsFrom(form, currency, faults);
  const categories = categoriesFrom(form, faults);
  if (Object.keys(faults).length > 0) throw new AppError("INVALID_INPUT", undefined, { fields: faults });
  return {
    name: formText(form, "name"),
    description: formOptional(form, "description"),
    ...limits,
    ...categories,
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

function categoriesFrom(form: FormData, faults: Record<string, string>) {
  const rule = formText(form, "categoryRule");
  const chosen = form.getAll("category").filter((code) => typeof code === "string");
  if (!["any", "only", "except"].includes(rule)) faults.categoryRule = "Choose one of these.";
  else if (rule !== "any" && chosen.length === 0)
    faults.category = "Choose at least one category, or accept every one.";
  return {
    allowedCategories: rule === "only" ? chosen : [],
    blockedCategories: rule === "except" ? chosen : [],
  };
}
