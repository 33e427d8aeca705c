"use client";

import { Trash2 } from "lucide-react";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { useListLink } from "@/components/data-table/list";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";
import { maxLength } from "@/lib/fields/max-length";
import type { SavedViewRow } from "@/lib/saved-views/queries";
import type { ViewedList } from "@/lib/saved-views/saved-view";
import { deleteSavedViewAction, saveSavedViewAction } from "./saved-view-actions";

interface SavedViewsProps {
  views: readonly SavedViewRow[];
  /** The current query of the list, as a view would store it. */
  query: string;
}

/** A view that everybody has, with the number of its rows where it is counted. */
export interface FixedView {
  readonly name: string;
  readonly query: string;
  readonly count?: string;
}

interface ViewLinksProps extends SavedViewsProps {
  /** The address of the list. */
  path: string;
  fixed: readonly FixedView[];
}

/** The views of the list as links, the person's own last, and a control to delete the current one.
 *  Nothing when there is only one. */
export function SavedViews({ path, fixed, views, query }: ViewLinksProps) {
  const current = viewOf({ views, query });
  if (fixed.length + views.length < 2) return null;
  return (
    <nav aria-label="Saved views" className="flex items-center gap-1 *:shrink-0 max-sm:overflow-x-auto">
      {fixed.map((view) => (
        <ViewLink key={view.name} path={path} view={view} isCurrent={query === view.query} />
      ))}
      {views.map((view) => (
        <ViewLink key={view.id} path={path} view={view} isCurrent={view === current} />
      ))}
      {current ? <DeleteView key={current.id} view={current} /> : null}
    </nav>
  );
}

/** The button that saves the list as a view. Nothing when a view shows the same. */
export function SaveView({
  list,
  fixed,
  views,
  query,
}: SavedViewsProps & { list: ViewedList; fixed: readonly FixedView[] }) {
  const isThere = fixed.some((view) => view.query === query) || viewOf({ views, query });
  return isThere ? null : <SaveViewDialog list={list} query={query} />;
}

const viewOf = ({ views, query }: SavedViewsProps) => views.find((view) => view.query === query);

function ViewLink({ path, view, isCurrent }: { path: string; view: FixedView; isCurrent: boolean }) {
  const follow = useListLink();
  const { name, query, count } = view;
  return (
    <a
      href={query === "" ? path : `${path}?${query}`}
      onClick={follow}
      aria-current={isCurrent ? "page" : undefined}
      className="inline-flex h-8 max-w-60 items-center truncate rounded-control px-3 font-medium text-muted text-sm hover:bg-hover hover:text-ink aria-[current]:bg-pressed aria-[current]:text-ink max-sm:h-11"
    >
      <span className="truncate">{name}</span>
      {count === undefined ? null : <span className="ms-2 font-normal text-muted tabular-nums">{count}</span>}
    </a>
  );
}

function SaveViewDialog({ list, query }: { list: ViewedList; query: string }) {
  return (
    <ConfirmDialog
      title="Save this view?"
      text="Saves the current search, filters, order and columns. Only you see the name. A link to the view works for anyone who can see the list."
      verb="Save view"
      action={saveSavedViewAction}
      hidden={{ list, query }}
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
      text="Nothing in the list changes, and links to the view keep working."
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
