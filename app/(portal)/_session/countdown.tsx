"use client";

import { useEffect, useState } from "react";

/** Counts the seconds down to a time. It is read out at 60, 30 and 10 seconds, not at each. */
export function Countdown({ endsAt }: { endsAt: number }) {
  const seconds = useSecondsUntil(endsAt);
  const step = seconds > 30 ? 60 : seconds > 10 ? 30 : 10;
  return (
    <>
      <span aria-hidden="true" className="tabular-nums">
        You'll be signed out in {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, "0")}
      </span>
      <span aria-live="assertive" className="sr-only">
        You'll be signed out in less than {step} seconds
      </span>
    </>
  );
}

function useSecondsUntil(time: number): number {
  const left = () => Math.max(0, Math.ceil((time - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const count = () => setSeconds(Math.max(0, Math.ceil((time - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 250);
    return () => clearInterval(timer);
  }, [time]);
  return seconds;
}
