import { cva, type VariantProps } from "class-variance-authority";
import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { AppLink } from "./app-link";

/** The look of a button, for elements of other libraries. */
export const buttonLook = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        solid: "border-transparent bg-accent text-accent-ink hover:bg-accent-strong",
        outline: "border-control bg-surface text-ink hover:border-muted hover:bg-hover active:bg-pressed",
        quiet: "border-transparent text-ink hover:bg-hover active:bg-pressed",
        danger: "border-transparent text-negative hover:bg-negative-soft",
        "danger-solid": "border-transparent bg-negative text-negative-ink hover:bg-negative-strong",
      },
      size: {
        small: "h-8 px-3 text-sm max-sm:h-10",
        medium: "h-9 px-4 text-base max-sm:h-11",
        icon: "size-8 max-sm:size-11",
      },
    },
    defaultVariants: { variant: "solid", size: "medium" },
  },
);

type Look = VariantProps<typeof buttonLook>;

/** A button. While `pending`, it keeps its width and its focus and cannot be pressed again. */
export function Button({
  variant,
  size,
  pending,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & Look & { pending?: boolean | undefined }) {
  const busy = pending
    ? ({ "aria-busy": true, "aria-disabled": true, type: "button", onClick: undefined } as const)
    : {};
  return (
    <button type="button" className={clsx(buttonLook({ variant, size }), className)} {...rest} {...busy}>
      {pending ? <Spinner /> : null}
      <span className={clsx("inline-flex items-center gap-2", pending && "opacity-0")}>{children}</span>
    </button>
  );
}

/** A link that looks like a button, for actions that open a page. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof AppLink> & Look) {
  return <AppLink className={clsx(buttonLook({ variant, size }), className)} {...rest} />;
}

function Spinner() {
  return (
    <span className="absolute inset-0 grid place-items-center" aria-hidden="true">
      <span className="size-4 animate-spin rounded-full border-2 border-current border-r-transparent" />
    </span>
  );
}
