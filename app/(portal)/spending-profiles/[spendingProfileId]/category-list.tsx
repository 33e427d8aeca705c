import { countText } from "@/app/(portal)/_lists/count-text";
import { merchantCategory, merchantCategoryGroups } from "@/lib/merchant-categories/merchant-categories";
import type { SpendingProfileFacts } from "@/lib/spending-profiles/queries";

/** The categories where cards with a profile can pay, by name and in groups. */
export function CategoryList({ profile }: { profile: SpendingProfileFacts }) {
  const { allowedCategories, blockedCategories } = profile;
  if (allowedCategories.length + blockedCategories.length === 0)
    return <p className="text-muted">Purchases are accepted in every category.</p>;
  return (
    <div className="grid gap-6">
      {allowedCategories.length > 0 ? (
        <Chosen title={`Accepted only in ${countOf(allowedCategories)}`} codes={allowedCategories} />
      ) : null}
      {blockedCategories.length > 0 ? (
        <Chosen title={`Declined in ${countOf(blockedCategories)}`} codes={blockedCategories} />
      ) : null}
    </div>
  );
}

const countOf = (codes: readonly string[]) => countText(codes.length, false, "category", "categories");

function Chosen({ title, codes }: { title: string; codes: readonly string[] }) {
  return (
    <div className="grid gap-3">
      <h3 className="font-medium">{title}</h3>
      <dl className="border-line border-t">
        {grouped(codes).map(([group, chosen]) => (
          <div
            key={group}
            className="grid gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-0 sm:grid-cols-[16rem_minmax(0,1fr)]"
          >
            <dt className="text-muted">{group}</dt>
            <dd>
              <ul className="flex flex-wrap gap-x-5 gap-y-1">
                {chosen.map((code) => (
                  <Category key={code} code={code} />
                ))}
              </ul>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Category({ code }: { code: string }) {
  const { name, isHighRisk } = merchantCategory(code);
  return (
    <li>
      {name} <span className="font-mono text-muted text-xs">{code}</span>
      {isHighRisk ? <span className="whitespace-nowrap text-warning text-xs"> High risk</span> : null}
    </li>
  );
}

function grouped(codes: readonly string[]): [group: string, codes: string[]][] {
  const left = new Set(codes);
  const known = merchantCategoryGroups.flatMap(({ name, categories }) => {
    const here = categories.flatMap(({ code }) => (left.delete(code) ? [code] : []));
    return here.length > 0 ? [[name, here] as [string, string[]]] : [];
  });
  return left.size > 0 ? [...known, ["Other codes", [...left]]] : known;
}
