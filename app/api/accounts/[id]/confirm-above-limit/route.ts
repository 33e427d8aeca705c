import { setConfirmAboveLimit } from "@/lib/accounts/set-confirm-above-limit";
import { accountVerb } from "../account-verb";

export const PUT = accountVerb(
  setConfirmAboveLimit,
  "Sets above which amount people confirm who they are to raise a card's limit.",
);
