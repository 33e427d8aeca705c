"use client";

import { type ChangeEvent, useEffect, useRef } from "react";
import { ChoiceField } from "@/components/ui/form/choice-field";
import { chooseTheme } from "./choose";
import { themes } from "./themes";

/** The choice of a theme, which is applied at once and kept in this browser. `theme` is the one
 *  that the page began with. */
export function ThemeField({ theme }: { theme: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => whenChosen(() => check(place.current)), []);

  function change({ target }: ChangeEvent<HTMLElement>) {
    const chosen = themes.find(({ value }) => value === (target as HTMLInputElement).value);
    if (chosen) chooseTheme(chosen.value);
  }

  return (
    <div ref={place} onChange={change}>
      <ChoiceField
        label="Theme"
        name="theme"
        columns={3}
        defaultValue={theme}
        options={themes.map(({ value, label, Icon }) => ({
          value,
          label,
          icon: <Icon aria-hidden="true" />,
        }))}
        hint="In this browser."
      />
    </div>
  );
}

// The person's menu changes the theme too.
function whenChosen(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

function check(place: HTMLElement | null): void {
  const chosen = document.documentElement.dataset.theme ?? "system";
  for (const input of place?.querySelectorAll("input") ?? []) input.checked = input.value === chosen;
}
