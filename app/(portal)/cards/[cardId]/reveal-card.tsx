"use client";

import { Eye, EyeOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { useShown } from "@/app/_forms/use-shown";
import { revealCardAction } from "@/app/(portal)/cards/actions";
import { type CardTarget, hiddenFields } from "@/app/(portal)/cards/card-target";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";
import { cardName } from "@/lib/cards/card";
import type { RevealedCard } from "@/lib/cards/reveal/reveal-card";

/** Shows the number of the person's own card for a minute, after they enter their password. The
 *  issuer's frames show it, and it is gone when the person leaves the page. */
export function RevealCard({ card }: { card: CardTarget }) {
  const router = useRouter();
  const { shown, action: reveal, clear } = useShown(revealCardAction);

  function hide() {
    clear();
    // The history now has an entry for the view.
    router.refresh();
  }

  return shown ? (
    <Shown card={shown} onHide={hide} />
  ) : (
    <ConfirmDialog
      hidden={hiddenFields(card)}
      action={reveal}
      title={`Show the number of ${cardName(card)}?`}
      text="The issuer shows its number, expiry and code for a minute. Viewing is recorded."
      verb="Show number"
      opening={{
        trigger: (
          <Button variant="outline">
            <Eye aria-hidden="true" />
            Show number
          </Button>
        ),
      }}
      fields={["password"]}
    >
      {(failed) => (
        <TextField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          error={failed?.fields.password}
        />
      )}
    </ConfirmDialog>
  );
}

// Counted in the browser, because its clock may differ from the server's.
const shownSeconds = 60;

function Shown({ card: { frames }, onHide }: { card: RevealedCard; onHide: () => void }) {
  const left = useSecondsLeft(shownSeconds);
  useEffect(() => {
    if (left <= 0) onHide();
  }, [left, onHide]);
  useEffect(() => {
    const hideBehind = () => document.hidden && onHide();
    document.addEventListener("visibilitychange", hideBehind);
    return () => document.removeEventListener("visibilitychange", hideBehind);
  }, [onHide]);
  return (
    <section aria-label="Number of the card" className="grid gap-3">
      {/* Light in both themes, because the issuer's frames do not know the portal's theme. */}
      <dl className="grid gap-2 rounded-surface border border-line bg-white px-4 py-3 text-neutral-900 scheme-light">
        <Detail term="Number">
          <Frame address={frames.number} title="Number" />
        </Detail>
        <div className="grid grid-cols-2 gap-2">
          <Detail term="Expiry">
            <span className="flex items-center gap-1">
              <Frame address={frames.expiryMonth} title="Month of expiry" width="w-6" />
              <span aria-hidden="true">/</span>
              <Frame address={frames.expiryYear} title="Year of expiry" width="w-14" />
            </span>
          </Detail>
          <Detail term="Code">
            <Frame address={frames.code} title="Security code" width="w-14" />
          </Detail>
        </div>
      </dl>
      <div className="flex items-center gap-3">
        <Button variant="outline" onClick={onHide} autoFocus>
          <EyeOff aria-hidden="true" />
          Hide
        </Button>
        <p className="text-muted text-sm tabular-nums">Hides by itself in {left} s</p>
      </div>
    </section>
  );
}

// A tab that the browser slows down counts by the clock all the same.
function useSecondsLeft(seconds: number): number {
  const [end] = useState(() => Date.now() + seconds * 1_000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1_000))), 1_000);
    return () => clearInterval(timer);
  }, [end]);
  return left;
}

function Detail({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-neutral-600 text-sm">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Frame({ address, title, width = "w-full" }: { address: string; title: string; width?: string }) {
  return (
    <iframe src={address} title={title} referrerPolicy="no-referrer" className={`h-6 border-0 ${width}`} />
  );
}
