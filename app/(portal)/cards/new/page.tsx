import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { loadPage } from "@/app/(portal)/_pages/load-page";
import { ButtonLink } from "@/components/ui/control/button";
import { PageHeader } from "@/components/ui/layout/page-header";
import { countryOptions } from "@/lib/addresses/countries";
import { deliveryAddresses } from "@/lib/addresses/queries";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { parseRowId } from "@/lib/fields/row-id";
import { readUser, usersWhoCanHoldCards } from "@/lib/users/queries";
import { limitWindowOptions } from "../limit-windows";
import { profileOptions } from "../profile-options";
import { addressChoice, holderChoice } from "./issue-card-choices";
import { IssueCardForm } from "./issue-card-form";

export const metadata: Metadata = { title: "Issue card" };

/** The page that issues a card. `?holder=12` preselects the holder. */
export default async function IssueCardPage({ searchParams }: PageProps<"/cards/new">) {
  const { holder: wanted } = await searchParams;
  const [who, { holders, holder, addresses, profiles }] = await loadPage(async ({ actor }) => {
    const holders = await usersWhoCanHoldCards(actor);
    const holder = await readHolder(actor, wanted);
    return {
      holders,
      holder,
      addresses: await deliveryAddresses(actor, holder?.id ?? null),
      profiles: await profileOptions(actor),
    };
  });
  const isListed = !holder || holders.some(({ id }) => id === holder.id);
  return (
    <>
      <PageHeader
        title="Issue card"
        summary="Virtual cards are ready immediately; physical cards arrive by mail."
        back={{ href: "/cards", label: "Cards" }}
        actions={
          <ButtonLink href="/cards/issue-by-csv" variant="outline">
            Issue from CSV
          </ButtonLink>
        }
      />
      <IssueCardForm
        idempotencyKey={randomUUID()}
        currency={who.currency}
        holders={(isListed ? holders : [holder, ...holders]).map(holderChoice)}
        holder={holder && String(holder.id)}
        windows={limitWindowOptions}
        addresses={addresses.map(addressChoice)}
        countries={countryOptions}
        profiles={profiles}
      />
    </>
  );
}

async function readHolder(actor: Actor, wanted: string | string[] | undefined) {
  const id = parseRowId(wanted);
  if (id === undefined) return undefined;
  return readUser(actor, id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return undefined;
    throw error;
  });
}
