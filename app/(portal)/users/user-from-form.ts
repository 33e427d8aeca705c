import { formNumber, formOptional, formText } from "@/lib/http/form";
import type { Role } from "@/lib/permissions";
import type { changeUser } from "@/lib/users/change-user";

/** Reads a role. The command refuses what is none of them. */
export const role = (form: FormData, name: string) => formText(form, name) as Role;

/** What the form of a person asks to change. A field that the form does not offer stays as it is. */
export function changeFromForm(form: FormData): Parameters<typeof changeUser>[1] {
  return {
    userId: formNumber(form, "userId"),
    version: formNumber(form, "version"),
    name: formText(form, "name"),
    phone: formOptional(form, "phone"),
    ...(form.has("email") && { email: formText(form, "email") }),
    ...(form.has("role") && { role: role(form, "role") }),
  };
}
