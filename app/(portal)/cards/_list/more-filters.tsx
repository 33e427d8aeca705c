"use client";

import { ListFilter } from "lucide-react";
import { lazy } from "react";
import { buttonLook } from "@/components/ui/control/button";
import { Popover } from "@/components/ui/overlay/popover";
import type { MoreFilterFieldsProps } from "./more-filter-fields";

// Fields that are needed now and then, and finding by typing is much code.
const MoreFilterFields = lazy(() => import("./more-filter-fields"));

/** The filters that are needed now and then. */
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
