let passed = 0;

/** Kills this process when it was started to die here, with `FAULT=after:<step>`, or `FAULT=after:<kind>:<step>` for one kind of operation only;
 *  with `#<n>` behind it the nth time it comes here. How the portal comes back from each step is tested so. */
export function crashPoint(step: string, kind: string): void {
  const [place, time = "1"] = (process.env.FAULT ?? "").split("#");
  if (place !== `after:${step}` && place !== `after:${kind}:${step}`) return;
  passed += 1;
  if (passed === Number(time)) process.kill(process.pid, "SIGKILL");
}
