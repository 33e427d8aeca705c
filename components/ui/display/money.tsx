import { clsx } from "clsx";

/** An amount that the caller has formatted, in tabular figures. `size="large"` is for the main
 *  number of a page. */
export function Money({ text, size, muted }: { text: string; size?: "large"; muted?: boolean }) {
  return (
    <span
      className={clsx(
        "whitespace-nowrap tabular-nums",
        size === "large" && "font-semibold text-2xl tracking-tight",
        muted && "text-muted",
      )}
    >
      {text}
    </span>
  );
}
