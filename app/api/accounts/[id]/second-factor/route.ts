import { askSecondFactorOf } from "@/lib/accounts/ask-second-factor";
import { accountVerb } from "../account-verb";

export const PUT = accountVerb(askSecondFactorOf, "Sets who of a business must have a second factor.");
