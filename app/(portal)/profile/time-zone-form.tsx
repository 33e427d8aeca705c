"use client";

import { ActionForm } from "@/app/_forms/action-form";
import { SubmitButton } from "@/components/ui/control/submit-button";
import { SelectField } from "@/components/ui/form/select-field";
import { setTimeZoneAction } from "./actions";

/** The form that chooses the zone of times and days. */
export function TimeZoneForm({ zone, zones }: { zone: string | null; zones: readonly string[] }) {
  return (
    <ActionForm
      action={setTimeZoneAction}
      name="time-zone"
      shownFields={["timeZone"]}
      className="grid max-w-96 gap-4"
    >
      {({ fields, values }) => (
        <>
          <SelectField
            label="Time zone"
            name="timeZone"
            defaultValue={values.timeZone ?? zone ?? ""}
            options={[
              { value: "", label: "Same as my browser" },
              ...zones.map((value) => ({ value, label: value.replaceAll("_", " ") })),
            ]}
            error={fields.timeZone}
            hint="Times, day filters and exports use it."
          />
          <SubmitButton className="justify-self-start">Save</SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
