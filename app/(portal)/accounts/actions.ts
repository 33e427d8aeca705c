"use server";

import { createAccount } from "@/lib/accounts/create-account";
import { enrolAccount } from "@/lib/accounts/enrol-account";
import { renameAccount } from "@/lib/accounts/rename-account";
import { restoreAccount } from "@/lib/accounts/restore-account";
import { suspendAccount } from "@/lib/accounts/suspend-account";
import { actingIn } from "@/lib/auth/actor";
import { formKey, formNumber, formOptional, formText } from "@/lib/http/form";
import { formAction } from "@/lib/http/server-action";

/** Takes a business in and leads to it. */
export const createAccountAction = formAction(async (actor, form) => {
  const input = {
    businessName: formText(form, "businessName"),
    ownerName: formText(form, "ownerName"),
    ownerEmail: formText(form, "ownerEmail"),
  };
  const { accountId } = await createAccount(actor, input, formKey(form));
  return { goTo: `/accounts/${accountId}` };
});

/** Makes a business known to the issuer. */
export const enrolAccountAction = formAction(async (actor, form) => {
  await enrolAccount(actingIn(actor, formNumber(form, "accountId")), {
    line1: formText(form, "line1"),
    line2: formOptional(form, "line2"),
    city: formText(form, "city"),
    region: formText(form, "region"),
    postalCode: formText(form, "postalCode"),
    country: formText(form, "country"),
  });
  return { message: "The issuer is told of this business." };
});

/** Gives a business another name. */
export const renameAccountAction = formAction(async (actor, form) => {
  const input = { businessName: formText(form, "businessName"), version: formNumber(form, "version") };
  await renameAccount(actingIn(actor, formNumber(form, "accountId")), input);
  return { message: "The business has its new name." };
});

/** Suspends a business. */
export const suspendAccountAction = formAction(async (actor, form) => {
  const input = { reason: formText(form, "reason"), version: formNumber(form, "version") };
  await suspendAccount(actingIn(actor, formNumber(form, "accountId")), input);
  return { message: "The business is suspended." };
});

/** Lets a suspended business work again. */
export const restoreAccountAction = formAction(async (actor, form) => {
  const input = { reason: formText(form, "reason"), version: formNumber(form, "version") };
  await restoreAccount(actingIn(actor, formNumber(form, "accountId")), input);
  return { message: "The business can work again." };
});
