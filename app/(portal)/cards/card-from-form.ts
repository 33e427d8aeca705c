import type { changeCardLimit } from "@/lib/cards/change-card-limit";
import type { issueCard } from "@/lib/cards/issue-card";
import { AppError } from "@/lib/errors";
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

/** The address that was chosen in a form; null when that was left to the portal. */
export const addressFromForm = (form: FormData): number | null =>
  formText(form, "shippingAddressId") === "" ? null : formNumber(form, "shippingAddressId");

/** Throws on what issuing a card threw, in words for who sent the form a second time with something else in it. */
export function sayWhenSentBefore(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== "KEY_REUSED") throw error;
  throw new AppError(
    "KEY_REUSED",
    "This form was sent before, and a card was issued with what it said then. Look at your cards first; for another card, start with a new form.",
  );
}
