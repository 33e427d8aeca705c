"use server";

import { clearAllowedNetworks } from "@/lib/accounts/clear-allowed-networks";
import { createAccount } from "@/lib/accounts/create-account";
import { enrolAccount } from "@/lib/accounts/enrol-account";
import { renameAccount } from "@/lib/accounts/rename-account";
import { restoreAccount } from "@/lib/accounts/restore-account";
import { setConfirmAboveLimit } from "@/lib/accounts/set-confirm-above-limit";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import {
  formAmount,
  formNumber as number,
  formOptional as optional,
  formText as text,
} from "@/lib/http/form";
import { verbAction } from "@/lib/http/verb-action";
import type { SignUpState } from "@/lib/sign-up/queries";
import { setSignUp } from "@/lib/sign-up/set-sign-up";
import { accountAction } from "./account-action";

const newAccount = { businessName: text, ownerGivenName: text, ownerFamilyName: text, ownerEmail: text };
const address = { line1: text, line2: optional, city: text, region: text, postalCode: text, country: text };
const name = { businessName: text, version: number };
const signUp = { signUp: (form: FormData) => text(form, "signUp") as SignUpState, version: number };
const reason = { reason: text, version: number };

export const createAccountAction = verbAction(createAccount, newAccount, ({ accountId }) => ({
  goTo: `/accounts/${accountId}`,
}));
export const enrolAccountAction = accountAction(enrolAccount, address, "Registering the business …");
export const renameAccountAction = accountAction(renameAccount, name, "Business renamed");
export const setConfirmAboveLimitAction = accountAction(
  setConfirmAboveLimit,
  { confirmAboveLimit: formAmount, version: number },
  "Saved",
);
export const suspendAccountAction = accountAction(suspendAccount, reason, "Suspending the business …");
export const clearAllowedNetworksAction = accountAction(
  clearAllowedNetworks,
  { version: number },
  "Its people are let in from everywhere",
);
export const restoreAccountAction = accountAction(restoreAccount, reason, "Restoring the business …");
export const setSignUpAction = verbAction(setSignUp, signUp, ({ signUp }) => ({
  message: signUp === "open" ? "Sign-up is open." : "Sign-up is closed.",
}));
