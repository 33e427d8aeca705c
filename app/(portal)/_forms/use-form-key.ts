"use client";

import { useEffect, useState } from "react";

/** The idempotency key of a form. Going back to a form that was sent starts a new key, because
 *  the page and the key in it may still be the old ones. */
export function useFormKey(pageKey: string): string {
  const [key, setKey] = useState(pageKey);
  useEffect(() => setKey((first) => `${first}-${Date.now().toString(36)}`), []);
  return key;
}
