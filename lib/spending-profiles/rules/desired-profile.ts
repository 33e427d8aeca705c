import type { Row } from "@/lib/db/schema.ts";

type ProfileColumns = Pick<
  Row<"Card">,
  "spendingProfileId" | "desiredSpendingProfileId" | "profileDesiredAt"
>;

/** The change to a card that has no desired profile left. */
export const noDesiredProfile = { desiredSpendingProfileId: null, profileDesiredAt: null } as const;

/** The profile of a card once everything that was asked for is confirmed. */
export const desiredProfileId = (card: ProfileColumns): number | null =>
  card.profileDesiredAt === null ? card.spendingProfileId : card.desiredSpendingProfileId;

/** The columns of a new card that is to follow a profile. */
export const newCardProfile = (spendingProfileId: number | null, now: Date) =>
  spendingProfileId === null ? {} : { desiredSpendingProfileId: spendingProfileId, profileDesiredAt: now };
