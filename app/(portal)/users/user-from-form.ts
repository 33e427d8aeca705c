import { formNumber, formOptional, formText } from "@/lib/http/form";
import type { Role } from "@/lib/permissions";
import type { changeUser } from "@/lib/users/change-user";

/** Reads a role. The command refuses unknown ones. */
export const role = (form: FormData, name: string) => formText(form, name) as Role;

/** Reads the form that edits a person. A field that the form does not have stays unchanged. */
export function changeFromForm(form: FormData): Parameters<typeof changeUser>[1] {
  return {
    userId: formNumber(form, "userId"),
    version: formNumber(form, "version"),
    givenName: formText(form, "givenName"),
    familyName: formText(form, "familyName"),
    phone: formOptional(form, "phone"),
    ...(form.has("email") && { email: formText(form, "email") }),
    ...(form.has("role") && { role: role(form, "role") }),
  };
}
