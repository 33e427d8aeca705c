"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMilliseconds = 2_000;
// A reload counts as use of the session, so reloading stops when nobody is there any more.
const maxWithoutPerson = 60;

/** Reloads the page every two seconds while it shows something that the issuer has not confirmed.
 *  Stops two minutes after the person's last action. */
export function RefreshWhileWaiting() {
  const router = useRouter();
  useEffect(() => {
    let left = maxWithoutPerson;
    const isThere = () => {
      left = maxWithoutPerson;
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
