import type { Failed } from "@/app/_forms/confirm-dialog";
import { TextField } from "@/components/ui/form/text-field";

/** Asks for the last four digits of a card, before it is closed for good. */
export function LastFourField({ failed }: { failed: Failed | null }) {
  return (
    <TextField
      label="Last four digits"
      name="lastFour"
      inputMode="numeric"
      autoComplete="off"
      defaultValue={failed?.values.lastFour}
      error={failed?.fields.lastFour}
    />
  );
}
