import { clsx } from "clsx";

/** An amount, already written out by the caller, in figures of equal width; `size="large"` is the one number of a page. */
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
