"use client";

import { type ComponentProps, useRef, useState } from "react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { countText } from "@/app/(portal)/_lists/count-text";
import type { BulkVerb } from "@/lib/bulk-jobs/bulk-job";
import type { BulkJobCheck } from "@/lib/bulk-jobs/start/check-bulk-job";
import { startBulkJobAction } from "./actions";
import { type ChosenCards, checkCards } from "./check-cards";
import { checkText } from "./job-text";

type BulkVerbDialogProps = Omit<
  ComponentProps<typeof ConfirmDialog>,
  "action" | "hidden" | "title" | "text" | "onOpen" | "isReady"
> & {
  bulkVerb: BulkVerb;
  cards: ChosenCards;
  /** The question about so many cards, such as "Freeze 3 cards?". */
  title: (cards: string) => string;
  text: string;
};

/** Asks for confirmation of a bulk action. When it opens, it says how many cards the action changes
 *  and how many it skips. Exactly those cards are in the job: what comes later is not. */
export function BulkVerbDialog({ bulkVerb, cards, title, text, fields = [], ...rest }: BulkVerbDialogProps) {
  const [check, setCheck] = useState<BulkJobCheck | { readonly problem: string } | null>(null);
  const asked = useRef(0);
  const known = check && "ids" in check ? check : null;

  async function ask() {
    asked.current += 1;
    const turn = asked.current;
    setCheck(null);
    const found = await checkCards({ verb: bulkVerb, cards }).catch((error: Error) => ({
      problem: error.message,
    }));
    // A later opening asked again.
    if (turn === asked.current) setCheck(found);
  }

  return (
    <ConfirmDialog
      {...rest}
      action={startBulkJobAction}
      fields={["cards", ...fields]}
      hidden={{ verb: bulkVerb, ids: known?.ids.join() ?? "" }}
      onOpen={ask}
      isReady={known !== null && known.ids.length > 0}
      title={title(known ? countText(known.ids.length, false, "card") : "these cards")}
      text={
        <>
          <span role="status" className="block font-medium text-ink">
            {check === null
              ? "Checking the cards …"
              : "problem" in check
                ? check.problem
                : checkText(bulkVerb, check)}
          </span>
          {text}
        </>
      }
    />
  );
}
