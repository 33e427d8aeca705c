"use server";

import { formKey, formNumber, formOptional, formText } from "@/lib/http/form";
import { formAction } from "@/lib/http/server-action";
import type { Role } from "@/lib/permissions";
import { changeUser } from "@/lib/users/change-user";
import { createUser } from "@/lib/users/create-user";
import { deactivateUser } from "@/lib/users/deactivate-user";

/** Adds a person and leads to them. */
export const createUserAction = formAction(async (actor, form) => {
  const { userId } = await createUser(
    actor,
    {
      name: formText(form, "name"),
      email: formText(form, "email"),
      role: formText(form, "role") as Role,
      phone: formOptional(form, "phone"),
    },
    formKey(form),
  );
  return { goTo: `/users/${userId}` };
});

/** Changes what a form offered of a person, and leads back to them. */
export const changeUserAction = formAction(async (actor, form) => {
  const userId = formNumber(form, "userId");
  await changeUser(actor, {
    userId,
    version: formNumber(form, "version"),
    name: formText(form, "name"),
    phone: formOptional(form, "phone"),
    ...(form.has("email") && { email: formText(form, "email") }),
    ...(form.has("role") && { role: formText(form, "role") as Role }),
  });
  return { goTo: `/users/${userId}` };
});

/** Takes a person's way in. */
export const deactivateUserAction = formAction(async (actor, form) => {
  await deactivateUser(actor, {
    userId: formNumber(form, "userId"),
    reason: formText(form, "reason"),
    version: formNumber(form, "version"),
  });
  return { message: "They can no longer sign in." };
});
