import { setSecondFactorPolicy } from "@/lib/accounts/set-second-factor-policy";
import { accountVerb } from "../account-verb";

export const PUT = accountVerb(setSecondFactorPolicy, "Sets who of a business must have a second factor.");
