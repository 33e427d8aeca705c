"use client";

import { useEffect, useState } from "react";

/** The key under which a form is sent. Coming back to a form that was sent begins anew: the page, and the key in it, may still be the old one. */
export function useFormKey(pageKey: string): string {
  const [key, setKey] = useState(pageKey);
  useEffect(() => setKey((first) => `${first}-${Date.now().toString(36)}`), []);
  return key;
}
