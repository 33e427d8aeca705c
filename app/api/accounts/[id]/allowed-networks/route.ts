import { clearAllowedNetworks } from "@/lib/accounts/clear-allowed-networks";
import { setAllowedNetworks } from "@/lib/accounts/set-allowed-networks";
import { accountVerb } from "../account-verb";

export const PUT = accountVerb(
  setAllowedNetworks,
  "Sets from which networks a business lets its people and API keys in.",
);

export const DELETE = accountVerb(
  clearAllowedNetworks,
  "Lets the people of a business in from everywhere again.",
);
