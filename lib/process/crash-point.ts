let passed = 0;

/** Kills this process if it was started with `FAULT=after:<step>`, or with
 *  `FAULT=after:<kind>:<step>` for one kind of operation only. With `#<n>` appended, it dies the
 *  nth time. Tests use it to check that the portal recovers from each step. */
export function crashPoint(step: string, kind: string): void {
  const [place, time = "1"] = (process.env.FAULT ?? "").split("#");
  if (place !== `after:${step}` && place !== `after:${kind}:${step}`) return;
  passed += 1;
  if (passed === Number(time)) process.kill(process.pid, "SIGKILL");
}
