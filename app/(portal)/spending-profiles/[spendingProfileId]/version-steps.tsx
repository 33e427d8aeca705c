import { clsx } from "clsx";
import { Time } from "@/components/ui/display/time";
import type { SpendingProfileFacts } from "@/lib/spending-profiles/queries";

const steps = [
  { state: "draft", label: "Draft", meaning: "Nothing at the issuer yet" },
  { state: "shadow", label: "Shadow", meaning: "Checks every purchase, declines nothing" },
  { state: "activating", label: "Activating", meaning: "Until the issuer confirms every rule" },
  { state: "active", label: "Active", meaning: "Declines what the rules do not allow" },
] as const;

/** How far a version of a profile is on its way to be in force. */
export function VersionSteps({ profile }: { profile: SpendingProfileFacts }) {
  const at = steps.findIndex(({ state }) => state === profile.state);
  return (
    <ol className="grid gap-y-4 sm:grid-cols-4">
      {steps.map(({ state, label, meaning }, index) => (
        <li
          key={state}
          aria-current={index === at ? "step" : undefined}
          className="grid gap-1 max-sm:border-line max-sm:border-s-2 max-sm:ps-4"
        >
          <span aria-hidden="true" className="flex items-center max-sm:hidden">
            <span
              className={clsx(
                "size-2.5 rounded-full border",
                index <= at ? "border-accent bg-accent" : "border-control bg-surface",
              )}
            />
            <span
              className={clsx(
                "h-px flex-1",
                index < at ? "bg-accent" : "bg-line",
                index === steps.length - 1 && "invisible",
              )}
            />
          </span>
          <span className={index <= at ? "font-medium" : "text-muted"}>{label}</span>
          {index === at && profile.stateSince ? (
            <span className="text-muted text-sm">
              Since <Time iso={profile.stateSince} />
            </span>
          ) : null}
          <span className="pe-4 text-muted text-sm">{meaning}</span>
        </li>
      ))}
    </ol>
  );
}
