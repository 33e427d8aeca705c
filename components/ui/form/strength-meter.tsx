import { clsx } from "clsx";

interface StrengthMeterProps {
  /** How many of the four parts are filled. */
  filled: number;
  isEnough: boolean;
  text: string;
}

/** Four parts and words that say how strong something is. It stands where a field's hint does. */
export function StrengthMeter({ filled, isEnough, text }: StrengthMeterProps) {
  const full = isEnough ? "bg-positive-mark" : "bg-warning-mark";
  return (
    <>
      <span aria-hidden="true" className="mb-1.5 grid grid-cols-4 gap-1 forced-colors:hidden">
        {[1, 2, 3, 4].map((part) => (
          <span
            key={part}
            className={clsx("h-1 rounded-full transition-colors", part <= filled ? full : "bg-pressed")}
          />
        ))}
      </span>
      <span aria-live="polite">{text}</span>
    </>
  );
}
