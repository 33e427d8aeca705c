import { clsx } from "clsx";

/** The initials of a name in a circle. The name itself is next to it. */
export function Initials({ name, size = "small" }: { name: string; size?: "small" | "large" }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid shrink-0 select-none place-items-center rounded-full bg-accent-soft font-medium text-accent",
        size === "small" ? "size-6 text-[0.625rem]" : "size-8 text-xs",
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}
