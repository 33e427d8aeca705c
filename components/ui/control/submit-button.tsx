"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** The submit button of the form around it. It shows a spinner while the form is being sent. */
export function SubmitButton({ pending, ...rest }: ComponentProps<typeof Button>) {
  const form = useFormStatus();
  return <Button type="submit" pending={pending || form.pending} {...rest} />;
}
