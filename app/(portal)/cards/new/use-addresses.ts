"use client";

import { useRef, useState } from "react";
import type { Option } from "@/components/ui/form/select-field";
import { findAddresses } from "./issue-card-choices";

/** The addresses that a card for the chosen person can be sent to. Without a person, those of the
 *  business. */
export function useAddresses(ofBusiness: readonly Option[]) {
  const [options, setOptions] = useState(ofBusiness);
  const [problem, setProblem] = useState<string>();
  const latest = useRef<string | null>(null);

  async function look(holder: string | null) {
    latest.current = holder;
    try {
      const found = holder === null ? ofBusiness : await findAddresses(holder);
      if (latest.current !== holder) return;
      setOptions(found);
      setProblem(undefined);
    } catch {
      if (latest.current === holder)
        setProblem("The addresses of this person could not be loaded. Choose them again.");
    }
  }

  return { options, problem, look };
}
