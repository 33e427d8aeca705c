import type { ModelName, Row } from "@/lib/db/schema.ts";

/** The tables whose rows an operation can be about. */
export type TargetModel = ModelName & ("Account" | "User" | "Card" | "SpendingProfile");

type Target = Pick<Row<"LithicOperation">, "cardId" | "userId" | "spendingProfileId">;

/** The columns that say which row an operation is about. All are null for the business itself. */
export const targetOf = (model: TargetModel, id: number): Target => ({
  cardId: model === "Card" ? id : null,
  userId: model === "User" ? id : null,
  spendingProfileId: model === "SpendingProfile" ? id : null,
});

/** The id of the row that an operation is about. */
export const targetIdOf = ({
  accountId,
  cardId,
  userId,
  spendingProfileId,
}: Target & { readonly accountId: number }) => cardId ?? userId ?? spendingProfileId ?? accountId;
