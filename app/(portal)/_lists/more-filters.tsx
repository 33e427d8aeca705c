"use client";

import { Plus } from "lucide-react";
import { buttonLook } from "@/components/ui/control/button";
import { later } from "@/components/ui/overlay/later";
import { Popover } from "@/components/ui/overlay/popover";
import type { MoreFilterFieldsProps } from "./more-filter-fields";

// These fields are rarely used, and the combobox is a lot of code.
const MoreFilterFields = later(async () => (await import("./more-filter-fields")).default);

/** The rarely used filters. */
export function MoreFilters(props: Omit<MoreFilterFieldsProps, "close">) {
  return (
    <Popover
      label="More filters"
      wide
      className={buttonLook({ variant: "outline", size: "small", className: "border-dashed" })}
      button={
        <>
          <Plus aria-hidden="true" />
          Filter
        </>
      }
    >
      {(close) => <MoreFilterFields {...props} close={close} />}
    </Popover>
  );
}
