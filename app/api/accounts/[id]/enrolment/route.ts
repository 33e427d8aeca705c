import { enrolAccount } from "@/lib/accounts/enrol-account";
import { accountVerb } from "../account-verb";

/** Makes a business known to the issuer under its address. */
export const POST = accountVerb(enrolAccount);
