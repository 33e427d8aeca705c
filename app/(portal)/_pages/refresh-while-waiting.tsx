"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMilliseconds = 2_000;
// Loading counts as use of the session, so it stops where nobody is there any more.
const mostWithoutPerson = 60;

/** Loads the page again every two seconds while it shows something that the issuer has not confirmed, for two minutes after the person did something last. */
export function RefreshWhileWaiting() {
  const router = useRouter();
  useEffect(() => {
    let left = mostWithoutPerson;
    const isThere = () => {
      left = mostWithoutPerson;
    };
    const events = ["pointerdown", "keydown", "focus"] as const;
    for (const event of events) window.addEventListener(event, isThere);
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && left-- > 0) router.refresh();
    }, everyMilliseconds);
    return () => {
      clearInterval(timer);
      for (const event of events) window.removeEventListener(event, isThere);
    };
  }, [router]);
  return null;
}
