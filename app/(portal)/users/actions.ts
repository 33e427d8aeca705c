"use server";

import { formNumber, formOptional, formText as text } from "@/lib/http/form";
import { verbAction } from "@/lib/http/verb-action";
import { changeUser } from "@/lib/users/change-user";
import { createUser } from "@/lib/users/create-user";
import { deactivateUser } from "@/lib/users/deactivate-user";
import { changeFromForm, role } from "./user-from-form";

const newUser = { givenName: text, familyName: text, email: text, role, phone: formOptional };
const leaving = { userId: formNumber, reason: text, version: formNumber };
const goToUser = ({ userId }: { userId: number }) => ({ goTo: `/users/${userId}` });

export const createUserAction = verbAction(createUser, newUser, goToUser);
export const changeUserAction = verbAction(changeUser, changeFromForm, (_answer, input) => goToUser(input));
export const deactivateUserAction = verbAction(deactivateUser, leaving, () => ({
  message: "Access removed. They can no longer sign in.",
}));
