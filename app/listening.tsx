"use client";

import { useEffect } from "react";

/** Says on the document that the page reacts now. A key or a click before that is lost, so the
 *  browser tests wait for it. */
export function Listening(): null {
  useEffect(() => {
    // React brings the parts of the page to life one after another, and is then idle.
    const whenLoaded = () => whenIdle(() => (document.documentElement.dataset.listening = "true"));
    if (document.readyState === "complete") whenLoaded();
    else window.addEventListener("load", whenLoaded, { once: true });
  }, []);
  return null;
}

// Safari has no requestIdleCallback.
function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else setTimeout(work);
}
