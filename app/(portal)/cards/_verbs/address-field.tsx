import type { Failed } from "@/app/_forms/confirm-dialog";
import { type Option, SelectField } from "@/components/ui/form/select-field";

/** Chooses where to send a card: an address of the business or the holder. `usual` says what
 *  happens when none is chosen. */
export function AddressField({
  addresses,
  usual,
  failed,
}: {
  addresses: readonly Option[];
  usual?: string;
  failed: Failed | null;
}) {
  return (
    <SelectField
      label="Ship to"
      name="shippingAddressId"
      options={addresses}
      placeholder={usual ?? "Choose an address"}
      defaultValue={failed?.values.shippingAddressId ?? ""}
      error={failed?.fields.shippingAddressId}
    />
  );
}
