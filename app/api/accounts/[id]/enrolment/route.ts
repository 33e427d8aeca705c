import { enrolAccount } from "@/lib/accounts/enrol-account";
import { accountVerb } from "../account-verb";

export const POST = accountVerb(enrolAccount, "Registers a business with the issuer.");
