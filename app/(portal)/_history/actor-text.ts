import type { HistoryEntry } from "@/lib/audit-log/history-entries";
import { roleLabels } from "@/lib/users/user";

/** The actor's name if the reader may see it, else the role. */
export function actorText({ actorName, actorRole }: Pick<HistoryEntry, "actorName" | "actorRole">): string {
  if (actorName !== null) return actorName === "platform operator" ? "a platform operator" : actorName;
  const role = Object.hasOwn(roleLabels, actorRole)
    ? roleLabels[actorRole as keyof typeof roleLabels].toLowerCase()
    : "someone";
  return /^[aeiou]/.test(role) ? `an ${role}` : role === "someone" ? role : `a ${role}`;
}
