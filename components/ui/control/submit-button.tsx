"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** The button that sends the form it stands in; it turns while the form is on its way. */
export function SubmitButton({ pending, ...rest }: ComponentProps<typeof Button>) {
  const form = useFormStatus();
  return <Button type="submit" pending={pending || form.pending} {...rest} />;
}
