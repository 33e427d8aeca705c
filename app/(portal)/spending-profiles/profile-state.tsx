import { StateBadge, type StateTone } from "@/components/ui/display/badge";
import type { SpendingProfileRow } from "@/lib/spending-profiles/queries";
import type { ProfileStatus } from "@/lib/spending-profiles/rules/profile-rules";

/** Labels for how far the rules of a profile are. */
export const profileStateLabels: Readonly<Record<ProfileStatus, string>> = {
  draft: "Draft",
  shadow: "In shadow",
  activating: "Activating …",
  active: "Active",
  inactive: "Inactive",
};

const tones: Readonly<Record<ProfileStatus, StateTone>> = {
  draft: "neutral",
  shadow: "pending",
  activating: "pending",
  active: "active",
  inactive: "closed",
};

/** The state of a profile: of the rules that hold, and of a newer version that is on its way. */
export function ProfileState({
  profile: { state, activeVersion, rulesVersion },
  boxed = false,
}: {
  profile: Pick<SpendingProfileRow, "state" | "activeVersion" | "rulesVersion">;
  boxed?: boolean;
}) {
  const isStopping = state === "inactive" && activeVersion !== null;
  const isChanging = !isStopping && activeVersion !== null && activeVersion !== rulesVersion;
  return (
    <>
      {isChanging ? (
        <StateBadge tone="active" boxed={boxed}>
          Active
        </StateBadge>
      ) : null}
      <StateBadge tone={isStopping ? "pending" : tones[state]} boxed={boxed}>
        {isChanging ? `Version ${rulesVersion} ${lowerFirst(profileStateLabels[state])}` : null}
        {isChanging ? null : isStopping ? "Deactivating …" : profileStateLabels[state]}
      </StateBadge>
    </>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
