"use client";

import { type RefObject, useEffect } from "react";

const question = "Leave this page? What you typed is not saved.";

/** Asks before a page is left with something typed into this form. Links within the form, such as
 *  Cancel, leave without a question. */
export function useUnsaved(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    let isTyped = false;
    const type = ({ target }: Event) => {
      if (form.current?.contains(target as Node)) isTyped = true;
    };
    const follow = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.("a[href]");
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      if (!isTyped || !link || !isPlain || form.current?.contains(link)) return;
      const staysHere =
        link.getAttribute("href")?.startsWith("#") || link.getAttribute("target") === "_blank";
      if (staysHere || window.confirm(question)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const unload = (event: BeforeUnloadEvent) => {
      if (isTyped && !isReloading) event.preventDefault();
    };
    document.addEventListener("input", type);
    document.addEventListener("click", follow, { capture: true });
    window.addEventListener("beforeunload", unload);
    return () => {
      document.removeEventListener("input", type);
      document.removeEventListener("click", follow, { capture: true });
      window.removeEventListener("beforeunload", unload);
    };
  }, [form]);
}

let isReloading = false;

/** Reloads the page without a question, because what was typed is kept or out of date. */
export function reload(): void {
  isReloading = true;
  window.location.reload();
}
