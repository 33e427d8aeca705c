"use server";

import { passwordStrength } from "@/lib/auth/passwords/password-strength";
import { formText as text } from "@/lib/http/form";
import { openShowAction } from "@/lib/http/server-action";

/** Judges the password that somebody is typing. */
export const passwordStrengthAction = openShowAction((form, { ip }) =>
  passwordStrength({ password: text(form, "password"), words: text(form, "words") }, ip),
);
