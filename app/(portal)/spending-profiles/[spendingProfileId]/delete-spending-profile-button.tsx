"use client";

import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { Button } from "@/components/ui/control/button";
import { deleteSpendingProfileAction } from "../actions";

interface DeleteSpendingProfileButtonProps {
  profile: { id: number; name: string; version: number };
  cardsLosingIt: number;
  cardsText: string;
}

/** Deletes a profile, after showing how many cards lose it. */
export function DeleteSpendingProfileButton({
  profile,
  cardsLosingIt,
  cardsText,
}: DeleteSpendingProfileButtonProps) {
  const loss =
    cardsLosingIt === 0
      ? "No cards use it."
      : `${cardsText} ${cardsLosingIt === 1 ? "loses" : "lose"} its rules and ${cardsLosingIt === 1 ? "keeps" : "keep"} only ${
          cardsLosingIt === 1 ? "its own limit" : "their own limits"
        }.`;
  return (
    <ConfirmDialog
      opening={{ trigger: <Button variant="danger">Delete</Button> }}
      action={deleteSpendingProfileAction}
      hidden={{ spendingProfileId: profile.id, version: profile.version, cardsLosingIt }}
      tone="danger"
      title={`Delete ${profile.name}?`}
      text={`${loss} You can undo it right after.`}
      verb="Delete"
      reasonHint="Recorded in the history."
    />
  );
}
