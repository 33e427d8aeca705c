import { enrolAccount } from "@/lib/accounts/enrol-account";
import { accountVerb } from "../account-verb";

export const POST = accountVerb(enrolAccount, "Makes a business known to the issuer under its address.");
