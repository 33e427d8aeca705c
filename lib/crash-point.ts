/** Kills this process when it was started to die here, with `FAULT=after:<step>`, or `FAULT=after:<kind>:<step>` for one kind of operation only:
 *  how the portal comes back from each step is tested so. */
export function crashPoint(step: string, kind: string): void {
  if ([`after:${step}`, `after:${kind}:${step}`].includes(process.env.FAULT ?? "")) process.kill(process.pid, "SIGKILL");
}
