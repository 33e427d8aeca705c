import type { Option } from "@/components/ui/form/select-field";
import type { Actor } from "@/lib/auth/actor";
import { reachFor } from "@/lib/permissions";
import { spendingProfileChoices } from "@/lib/spending-profiles/queries";

/** The spending profiles that the actor can put on a card, as options. */
export async function profileOptions(actor: Actor): Promise<readonly Option[]> {
  if (!reachFor(actor, "card.change-profile")) return [];
  return (await spendingProfileChoices(actor)).map(({ id, name, protects }) => ({
    value: String(id),
    label: name,
    ...(!protects && { hint: "not active, declines nothing" }),
  }));
}
