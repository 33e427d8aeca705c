const shortOfMoney = "Your business has less available than the ";
const shortOnCard = "The card has ";

/** Why a load is refused, without naming the balance: the cardholder reads it too. */
export const noMoneyToLoad = (amount: string) => `${shortOfMoney}${amount} to be loaded.`;

/** Why an unload is refused. */
export const notLeftOnCard = (left: string, amount: string) =>
  `${shortOnCard}${left} left, less than the ${amount} to be taken off it.`;

/** The title and the next step for a refusal that the portal made itself. Null for one of the
 *  issuer. */
export function ownRefusal(message: string): { readonly title: string; readonly next: string } | null {
  if (message.startsWith(shortOfMoney))
    return {
      title: "Not loaded",
      next: "Load less, or unload or close another reloadable card first. What is left on those is set aside.",
    };
  return message.startsWith(shortOnCard)
    ? { title: "Not unloaded", next: "Unload what is left, or less." }
    : null;
}
