"use client";

import { Trash2 } from "lucide-react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { useListLink } from "@/components/data-table/list";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";
import { maxLength } from "@/lib/fields/max-length";
import type { SavedViewRow } from "@/lib/saved-views/queries";
import { deleteSavedViewAction, saveSavedViewAction } from "./saved-view-actions";

interface SavedViewsProps {
  views: readonly SavedViewRow[];
  /** The current query of the list, as a view would store it. */
  query: string;
}

/** The person's saved views of the list as links, and a control to delete the current one. Nothing
 *  when there are none. */
export function SavedViews({ views, query }: SavedViewsProps) {
  const current = viewOf({ views, query });
  if (views.length === 0) return null;
  return (
    <nav aria-label="Saved views" className="flex items-center gap-1 *:shrink-0 max-sm:overflow-x-auto">
      <ViewLink name="All cards" query="" isCurrent={query === ""} />
      {views.map((view) => (
        <ViewLink key={view.id} name={view.name} query={view.query} isCurrent={view === current} />
      ))}
      {current ? <DeleteView key={current.id} view={current} /> : null}
    </nav>
  );
}

/** The button that saves the list as a view. Nothing when a view shows the same. */
export function SaveView({ views, query }: SavedViewsProps) {
  return query === "" || viewOf({ views, query }) ? null : <SaveViewDialog query={query} />;
}

const viewOf = ({ views, query }: SavedViewsProps) => views.find((view) => view.query === query);

function ViewLink({ name, query, isCurrent }: { name: string; query: string; isCurrent: boolean }) {
  const follow = useListLink();
  return (
    <a
      href={query === "" ? "/cards" : `/cards?${query}`}
      onClick={follow}
      aria-current={isCurrent ? "page" : undefined}
      className="inline-flex h-8 max-w-60 items-center truncate rounded-control px-3 font-medium text-muted text-sm hover:bg-hover hover:text-ink aria-[current]:bg-pressed aria-[current]:text-ink max-sm:h-11"
    >
      <span className="truncate">{name}</span>
    </a>
  );
}

function SaveViewDialog({ query }: { query: string }) {
  return (
    <ConfirmDialog
      title="Save this view?"
      text="Saves the current search, filters, order and columns. Only you see the name. A link to the view works for anyone who can see cards."
      verb="Save view"
      action={saveSavedViewAction}
      hidden={{ query }}
      fields={["name"]}
      opening={{
        trigger: (
          <Button variant="quiet" size="small" className="text-accent">
            Save view
          </Button>
        ),
      }}
    >
      {(failed) => (
        <TextField
          label="Name"
          name="name"
          hint="A name you already use is moved to this view."
          error={failed?.fields.name}
          defaultValue={failed?.values.name}
          maxLength={maxLength("SavedView", "name")}
          autoComplete="off"
        />
      )}
    </ConfirmDialog>
  );
}

function DeleteView({ view }: { view: SavedViewRow }) {
  return (
    <ConfirmDialog
      title={`Delete the view “${view.name}”?`}
      text="Cards don't change, and links to the view keep working."
      verb="Delete view"
      tone="danger"
      action={deleteSavedViewAction}
      hidden={{ savedViewId: view.id }}
      opening={{
        trigger: (
          <Button
            variant="quiet"
            size="icon"
            aria-label={`Delete the view ${view.name}`}
            className="text-muted"
          >
            <Trash2 aria-hidden="true" />
          </Button>
        ),
      }}
    />
  );
}
