import type { issueCard } from "@/lib/cards/issue/issue-card";
import type { changeCardLimit } from "@/lib/cards/limits/change-card-limit";
import type { replaceCard } from "@/lib/cards/replace/replace-card";
import { formMoney, formNumber, formOptional, formText } from "@/lib/http/form";

type LimitInput = Parameters<typeof changeCardLimit>[1];
type IssueInput = Parameters<typeof issueCard>[1];

/** Reads the issue form. Ignores fields that do not apply to the choice: a virtual card has no
 *  shipping address, a window needs a limit, and a reloadable card's limit is the loaded amount.
 *  Throws INVALID_INPUT for an invalid amount. */
export function cardFromForm(form: FormData, currency: string): IssueInput {
  const spendLimit = formMoney(form, "spendLimit", currency);
  const window =
    formText(form, "cardType") === "reloadable" ? "forever" : formText(form, "spendLimitDuration");
  const input = {
    userId: formNumber(form, "userId"),
    cardType: formText(form, "cardType"),
    form: formText(form, "form"),
    memo: formText(form, "memo"),
    spendLimit,
    spendLimitDuration: spendLimit === null ? null : window,
    spendingProfileId: chosenRow(form, "spendingProfileId"),
    ...(formText(form, "form") === "physical" && delivery(form)),
  };
  // The command refuses values that are none of the choices.
  return input as IssueInput;
}

/** Reads the limit form. An empty amount means no limit and no window. Throws INVALID_INPUT for
 *  an invalid amount. */
export function limitFromForm(
  form: FormData,
  currency: string,
): Pick<LimitInput, "spendLimit" | "spendLimitDuration"> {
  const spendLimit = formMoney(form, "spendLimit", currency);
  const window = formText(form, "spendLimitDuration") as LimitInput["spendLimitDuration"];
  return { spendLimit, spendLimitDuration: spendLimit === null ? null : window };
}

/** The choice in the address list that means a new address. */
const newAddress = "new";

function delivery(form: FormData): Pick<IssueInput, "shippingAddressId" | "shippingAddress"> {
  const chosen = formText(form, "shippingAddressId");
  if (chosen === "") return {};
  if (chosen !== newAddress) return { shippingAddressId: formNumber(form, "shippingAddressId") };
  const part = (name: string) => formText(form, `shippingAddress.${name}`);
  return {
    shippingAddress: {
      line1: part("line1"),
      line2: formOptional(form, "shippingAddress.line2"),
      city: part("city"),
      region: part("region"),
      postalCode: part("postalCode"),
      country: part("country"),
    },
  };
}

/** Reads the chosen row of a list. Null for none. */
export const chosenRow = (form: FormData, name: string): number | null =>
  formText(form, name) === "" ? null : formNumber(form, name);

/** Reads the replacement reason. The command refuses values that are none of the choices. */
export const replacementReason = (form: FormData, name: string) =>
  formText(form, name) as Parameters<typeof replaceCard>[1]["reason"];
