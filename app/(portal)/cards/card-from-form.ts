import type { ReplacementReason } from "@/lib/cards/card";
import type { changeCardLimit } from "@/lib/cards/change-card-limit";
import type { issueCard } from "@/lib/cards/issue-card";
import { formMoney, formNumber, formOptional, formText } from "@/lib/http/form";

type LimitInput = Parameters<typeof changeCardLimit>[1];
type IssueInput = Parameters<typeof issueCard>[1];

/** What the issue form asks for. Fields that stand in the form but do not belong to what was chosen are left out: a virtual card is sent nowhere,
 *  a window needs a limit, and a reloadable card's limit is what is loaded on it. Throws INVALID_INPUT for what is no amount. */
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
    ...(formText(form, "form") === "physical" && delivery(form)),
  };
  // Words that are none of the choices are the command's to refuse.
  return input as IssueInput;
}

/** What the form for another limit asks for: an empty amount is no limit, which needs no window. Throws INVALID_INPUT for what is no amount. */
export function limitFromForm(
  form: FormData,
  currency: string,
): Pick<LimitInput, "spendLimit" | "spendLimitDuration"> {
  const spendLimit = formMoney(form, "spendLimit", currency);
  const window = formText(form, "spendLimitDuration") as LimitInput["spendLimitDuration"];
  return { spendLimit, spendLimitDuration: spendLimit === null ? null : window };
}

/** The choice in the list of addresses that stands for a new one. */
export const newAddress = "new";

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

/** Reads the chosen address; null leaves the choice to the portal. */
export const address = (form: FormData, name: string): number | null =>
  formText(form, name) === "" ? null : formNumber(form, name);

/** Reads why a card is replaced. The command refuses what is none of the choices. */
export const replacementReason = (form: FormData, name: string) => formText(form, name) as ReplacementReason;
