import { StateBadge, StateDot, type StateTone } from "@/components/ui/display/badge";
import { ruleStatusLabels } from "@/lib/spending-profiles/limit-words";
import type { SpendingProfileFacts } from "@/lib/spending-profiles/queries";
import { ruleKindLabels } from "@/lib/spending-profiles/rules/rule-kinds";
import { profileStateLabels } from "../profile-state";
import { ruleText } from "./rule-text";

type Rule = SpendingProfileFacts["rules"][number];
type Kind = Rule["kind"];

const tones: Readonly<Record<Rule["status"], StateTone>> = {
  waiting: "neutral",
  shadow: "pending",
  active: "active",
  retired: "closed",
};

/** The rules of a profile and their state at the issuer. While another version is on its way, the
 *  one that holds stands beside it. */
export function RuleTable({ profile }: { profile: SpendingProfileFacts }) {
  const { activeVersion, rulesVersion } = profile;
  const kinds = Object.keys(ruleKindLabels) as Kind[];
  const of = (version: number | null) =>
    new Map(profile.rules.filter((rule) => rule.version === version).map((rule) => [rule.kind, rule]));
  const [holding, newest] = [of(activeVersion), of(rulesVersion)];
  const isChanging = activeVersion !== null && activeVersion !== rulesVersion;
  const shown = kinds.filter((kind) => newest.has(kind) || (isChanging && holding.has(kind)));
  if (shown.length === 0)
    return <p className="text-muted">No rules. Each card keeps only its own limit, if it has one.</p>;
  return (
    <table className="w-full border-collapse text-start">
      <thead className="border-line border-b text-muted text-sm max-sm:sr-only">
        <tr>
          <Head>Rule</Head>
          {isChanging ? (
            <>
              <Head>
                <StateDot tone="active" /> Version {activeVersion}, active
              </Head>
              <Head>
                <StateDot tone="pending" /> Version {rulesVersion},{" "}
                {profileStateLabels[profile.state].toLowerCase()}
              </Head>
              <Head>Change</Head>
            </>
          ) : (
            <>
              <Head>Allows</Head>
              <Head>State at the issuer</Head>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map((kind) => {
          const [before, after] = [holding.get(kind), newest.get(kind)];
          const text = (rule: Rule | undefined) => rule && ruleText(rule, profile.currency);
          const isSame = text(before) === text(after);
          return (
            <tr key={kind} className="border-line border-b align-top last:border-0 max-sm:grid max-sm:py-2">
              <th scope="row" className="py-2.5 pe-6 text-start font-normal text-muted max-sm:py-0.5 sm:w-48">
                {ruleKindLabels[kind]}
              </th>
              {isChanging ? (
                <>
                  <td className={cell}>{text(before) ?? "–"}</td>
                  <td className={isSame ? `${cell} text-muted` : `${cell} font-medium`}>
                    {isSame ? "The same" : (text(after) ?? "No rule")}
                  </td>
                  <td className={`${cell} text-pending sm:w-32`}>{changeWord(before, after, isSame)}</td>
                </>
              ) : (
                <>
                  <td className={`${cell} font-medium tabular-nums`}>{text(after)}</td>
                  <td className={`${cell} text-sm sm:w-44`}>
                    {after ? (
                      <StateBadge tone={tones[after.status]}>{ruleStatusLabels[after.status]}</StateBadge>
                    ) : null}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const cell = "py-2.5 pe-6 max-sm:py-0.5";

function Head({ children }: { children: React.ReactNode }) {
  return (
    <th scope="col" className="h-9 pe-6 text-start font-normal">
      {children}
    </th>
  );
}

function changeWord(before: Rule | undefined, after: Rule | undefined, isSame: boolean): string {
  if (isSame) return "";
  if (!before) return "Added";
  return after ? "Changed" : "Removed";
}
