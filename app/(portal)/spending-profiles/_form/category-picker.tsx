"use client";

import { ChevronRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/control/button";
import { useFieldError } from "@/components/ui/form/use-field-error";
import {
  fitsSearch,
  highRiskCodes,
  type MerchantCategory,
  type MerchantCategoryGroup,
  merchantCategory,
  merchantCategoryGroups,
} from "@/lib/merchant-categories/merchant-categories";
import { PickerSearch } from "./picker-search";

interface CategoryPickerProps {
  /** The form field name of each chosen code. */
  name: string;
  chosenBefore: readonly string[];
  error: string | undefined;
}

/** Checkboxes for merchant categories, in collapsible groups, with a search over all of them. */
export function CategoryPicker({ name, chosenBefore, error: givenError }: CategoryPickerProps) {
  const { error, place, edited } = useFieldError<HTMLFieldSetElement>(givenError);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(chosenBefore));
  const [search, setSearch] = useState("");
  const groups = [...merchantCategoryGroups, offTheList([...chosenBefore, ...chosen, search.trim()])];
  const fitting = groups.map((group) =>
    group.categories.filter((category) => fitsSearch(category, group.name, search.trim())),
  );
  const fits = fitting.reduce((sum, categories) => sum + categories.length, 0);

  function turn(codes: readonly string[], on: boolean) {
    edited();
    setChosen((before) => {
      const next = new Set(before);
      for (const code of codes) next[on ? "add" : "delete"](code);
      return next;
    });
  }

  return (
    <fieldset ref={place} className="grid gap-3">
      <legend className="sr-only">Categories</legend>
      <PickerSearch
        label="Find a category by name or code"
        text={search}
        onSearch={setSearch}
        error={error}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-muted text-sm tabular-nums">
          {chosen.size} chosen{search.trim() === "" ? "" : ` · ${fits} found`}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" size="small" onClick={() => turn(highRiskCodes, true)}>
            Choose all high-risk
          </Button>
          <Button variant="quiet" size="small" onClick={() => setChosen(new Set())}>
            Clear
          </Button>
        </div>
      </div>
      <div className="rounded-surface border border-line sm:max-h-112 sm:overflow-y-auto">
        {groups.map((group, index) => (
          <Group
            key={group.name}
            name={name}
            group={group}
            fitting={fitting[index] ?? []}
            isSearched={search.trim() !== ""}
            chosen={chosen}
            turn={turn}
          />
        ))}
      </div>
    </fieldset>
  );
}

// The card networks assign more codes than any list has. People can type such a code and choose it.
function offTheList(codes: readonly string[]): MerchantCategoryGroup {
  const listed = new Set(
    merchantCategoryGroups.flatMap(({ categories }) => categories.map(({ code }) => code)),
  );
  const unknown = new Set(codes.filter((code) => /^\d{4}$/.test(code) && !listed.has(code)));
  return { name: "Other codes", categories: [...unknown].sort().map(merchantCategory) };
}

interface GroupProps {
  name: string;
  group: MerchantCategoryGroup;
  fitting: readonly MerchantCategory[];
  isSearched: boolean;
  chosen: ReadonlySet<string>;
  turn: (codes: readonly string[], on: boolean) => void;
}

function Group({ name, group, fitting, isSearched, chosen, turn }: GroupProps) {
  const [opened, setOpened] = useState(() => false);
  const shown = new Set(fitting.map(({ code }) => code));
  const chosenHere = group.categories.filter(({ code }) => chosen.has(code)).length;
  if (group.categories.length === 0) return null;
  return (
    <div hidden={fitting.length === 0} className="relative border-line border-b last:border-0">
      <details
        open={opened || isSearched}
        onToggle={(event) => isSearched || setOpened(event.currentTarget.open)}
        className="group/open"
      >
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-2 ps-3 pe-12 -outline-offset-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-muted transition-transform group-open/open:rotate-90"
          />
          <span className="min-w-0 flex-1 font-medium">{group.name}</span>
          <span className="text-muted text-sm tabular-nums">
            {chosenHere > 0 ? `${chosenHere} of ${group.categories.length}` : group.categories.length}
          </span>
        </summary>
        <ul className="grid ps-9 pe-4 pb-3 sm:grid-cols-2 sm:gap-x-6">
          {group.categories.map((category) => (
            <li key={category.code} hidden={!shown.has(category.code)}>
              <Category name={name} category={category} isChosen={chosen.has(category.code)} turn={turn} />
            </li>
          ))}
        </ul>
      </details>
      <WholeGroup group={group} chosenHere={chosenHere} turn={turn} />
    </div>
  );
}

function Category({
  name,
  category,
  isChosen,
  turn,
}: { name: string; category: MerchantCategory; isChosen: boolean } & Pick<GroupProps, "turn">) {
  return (
    <label className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-control max-sm:min-h-11">
      <input
        type="checkbox"
        name={name}
        value={category.code}
        checked={isChosen}
        onChange={(event) => turn([category.code], event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 flex-1">
        {category.name}{" "}
        {category.isHighRisk ? (
          <span className="whitespace-nowrap text-warning text-xs">High risk</span>
        ) : null}
      </span>
      <span className="font-mono text-muted text-xs">{category.code}</span>
    </label>
  );
}

function WholeGroup({
  group,
  chosenHere,
  turn,
}: { group: MerchantCategoryGroup; chosenHere: number } & Pick<GroupProps, "turn">) {
  const box = useRef<HTMLInputElement>(null);
  const isAll = chosenHere === group.categories.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosenHere > 0 && !isAll;
  }, [chosenHere, isAll]);
  return (
    <label className="absolute end-1 top-0 grid size-11 cursor-pointer place-items-center">
      <span className="sr-only">All of {group.name}</span>
      <input
        ref={box}
        type="checkbox"
        checked={isAll}
        onChange={(event) =>
          turn(
            group.categories.map(({ code }) => code),
            event.target.checked,
          )
        }
        className="size-4 accent-accent"
      />
    </label>
  );
}
