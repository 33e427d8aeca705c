import { X } from "lucide-react";
import { Toolbar } from "@/components/data-table/toolbar";
import { AppLink } from "@/components/ui/app-link";
import type { Actor } from "@/lib/auth/actor";
import { cardFormLabels, cardStatusLabels, cardTypeLabels } from "@/lib/cards/card";
import { type CardListQuery, cardListRules } from "@/lib/cards/card-list";
import type { CardRow } from "@/lib/cards/queries";
import { AppError } from "@/lib/errors";
import type { Page } from "@/lib/list-page";
import { hrefFor } from "@/lib/list-query";
import { reachFor } from "@/lib/permissions";
import { readSpendingProfile } from "@/lib/spending-profiles/queries";
import { readUser } from "@/lib/users/queries";
import { keptOf } from "../list-links";

interface CardFiltersProps {
  actor: Actor;
  query: CardListQuery;
  page: Page<CardRow>;
}

/** What narrows the list: words, choices, and the holder or spending profile that another page led here with. */
export async function CardFilters({ actor, query, page }: CardFiltersProps) {
  const { status, form, type, holder, profile } = query.filters;
  const seesPeople = reachFor(actor, "personal-data.see") !== undefined;
  const fixed = [
    ...(holder === undefined ? [] : [{ name: "holder", text: `Held by ${await holderName(actor, holder, page)}` }]),
    ...(profile === undefined ? [] : [{ name: "profile", text: `Profile ${await profileName(actor, profile, page)}` }]),
  ];
  return (
    <div className="grid gap-2">
      <Toolbar
        path="/cards"
        search={{ name: "search", label: seesPeople ? "Last four, memo or holder" : "Last four or memo", value: query.search ?? "" }}
        filters={[
          { name: "status", label: "State", value: status ?? "", options: choices(cardStatusLabels) },
          { name: "type", label: "Type", value: type ?? "", options: choices(cardTypeLabels) },
          { name: "form", label: "Form", value: form ?? "", options: choices(cardFormLabels) },
        ]}
        keep={{ ...keptOf(cardListRules, query), ...fixedOf(query) }}
      />
      {fixed.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {fixed.map(({ name, text }) => (
            <li key={name}>
              <Removable text={text} href={`/cards${hrefFor(cardListRules, query, { filters: { [name]: null } })}`} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const choices = (labels: Readonly<Record<string, string>>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

function fixedOf({ filters: { holder, profile } }: CardListQuery): Record<string, string> {
  return { ...(holder !== undefined && { holder: String(holder) }), ...(profile !== undefined && { profile: String(profile) }) };
}

async function holderName(actor: Actor, id: number, { rows: [first] }: Page<CardRow>): Promise<string> {
  if (first) return first.holder.name;
  if (!reachFor(actor, "user.see")) return "one person";
  return unlessMissing(async () => (await readUser(actor, id)).name, "somebody who is not there");
}

async function profileName(actor: Actor, id: number, { rows: [first] }: Page<CardRow>): Promise<string> {
  if (first?.spendingProfile) return first.spendingProfile.name;
  if (!reachFor(actor, "spending-profile.see")) return String(id);
  return unlessMissing(async () => (await readSpendingProfile(actor, id)).name, "that is not there");
}

async function unlessMissing(read: () => Promise<string>, otherwise: string): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND") return otherwise;
    throw error;
  }
}

function Removable({ text, href }: { text: string; href: string }) {
  return (
    <AppLink
      href={href}
      className="inline-flex h-8 items-center gap-2 rounded-full bg-accent-soft ps-3 pe-2 font-medium text-accent text-sm hover:bg-pressed max-sm:h-11"
    >
      {text}
      <X aria-hidden="true" className="size-4" />
      <span className="sr-only">Take this filter away</span>
    </AppLink>
  );
}
