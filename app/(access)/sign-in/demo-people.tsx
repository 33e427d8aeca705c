"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { type MouseEvent, useState } from "react";
import { IssuerBadge } from "@/components/shell/issuer-badge";
import { Initials } from "@/components/ui/display/initials";
import type { DemoPeople as Demo, DemoPerson } from "@/lib/auth/sign-in/demo-people";
import { roleLabels } from "@/lib/users/user";

/** The people of the demo. A press on one fills in the sign-in form, whose id is `form`. */
export function DemoPeople({ businesses, password, form: id }: Demo & { form: string }) {
  const [chosen, setChosen] = useState<string>();

  function choose({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>, { email }: DemoPerson) {
    if (!form) return;
    fill(form, "email", email);
    if (password !== undefined) fill(form, "password", password);
    const next = password === undefined ? "[name=password]" : "[type=submit]";
    form.querySelector<HTMLElement>(next)?.focus({ focusVisible: true });
    setChosen(email);
    form.addEventListener("input", () => setChosen(undefined), { once: true });
  }

  return (
    <aside
      aria-labelledby="demo-people"
      className="border-line bg-sunken px-4 pt-8 pb-12 max-lg:border-t lg:border-s lg:px-10 lg:pt-[17dvh] [@media(scripting:none)]:hidden"
    >
      <div className="mx-auto grid max-w-88 gap-6 lg:max-w-none">
        <div className="grid gap-1.5">
          <div className="flex min-h-7 items-center justify-between gap-3">
            <h2 id="demo-people" className="font-semibold text-lg">
              Demo people
            </h2>
            <IssuerBadge mode="simulator" />
          </div>
          <p className="text-muted text-sm">
            Nothing here is real money. Press a person to fill in the form.
          </p>
        </div>
        {businesses.map(({ name, people }) => (
          <section key={name} className="grid gap-1.5">
            <h3 className="font-medium text-muted text-xs">{name}</h3>
            <ul className="-mx-3">
              {people.map((person) => (
                <li key={person.email}>
                  <button
                    type="button"
                    form={id}
                    aria-pressed={chosen === person.email}
                    onClick={(event) => choose(event, person)}
                    className={clsx(
                      "flex min-h-13 w-full items-center gap-3 rounded-control px-3 py-1 text-start transition-colors active:bg-pressed",
                      chosen === person.email ? "bg-pressed" : "hover:bg-hover",
                    )}
                  >
                    <Initials name={person.name} size="large" />
                    <span className="min-w-0 flex-1">
                      <span className="block truncate font-medium">{person.name}</span>
                      <span className="block text-muted text-sm">
                        {roleLabels[person.role]} · {person.hint}
                      </span>
                    </span>
                    {chosen === person.email ? (
                      <Check aria-hidden="true" className="size-4 shrink-0 text-accent" />
                    ) : null}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </aside>
  );
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) return;
  // React ignores a change that was made by the field's own setter, and would keep the field's
  // error.
  Reflect.set(HTMLInputElement.prototype, "value", value, field);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
