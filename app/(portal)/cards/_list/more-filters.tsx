"use client";

import { ListFilter } from "lucide-react";
import { lazy } from "react";
import { buttonLook } from "@/components/ui/control/button";
import { Popover } from "@/components/ui/overlay/popover";
import type { MoreFilterFieldsProps } from "./more-filter-fields";

// These fields are rarely used, and the combobox is a lot of code.
const MoreFilterFields = lazy(() => import("./more-filter-fields"));

/** The rarely used filters. */
export function MoreFilters(props: Omit<MoreFilterFieldsProps, "close">) {
  return (
    <Popover
      label="More filters"
      className={buttonLook({ variant: "outline", size: "small" })}
      button={
        <>
          <ListFilter aria-hidden="true" />
          More filters
        </>
      }
    >
      {(close) => <MoreFilterFields {...props} close={close} />}
    </Popover>
  );
}
