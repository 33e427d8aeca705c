/** The duration of calls, in milliseconds: half of them take at most `p50`,
 *  95 of 100 at most `p95`. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
}

/** Runs calls one after the other, up to a number of calls or of seconds, and returns their
 *  durations. The `warmUp` calls come first and do not count. */
export async function latency(
  call: (n: number) => Promise<unknown>,
  limits: { calls: number; seconds: number; warmUp: number },
): Promise<Latency> {
  for (let n = 0; n < limits.warmUp; n++) await call(n);
  const took: number[] = [];
  const end = performance.now() + limits.seconds * 1000;
  for (let n = 0; n < limits.calls && (n === 0 || performance.now() < end); n++) {
    const started = performance.now();
    await call(limits.warmUp + n);
    took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Runs calls from several callers at once for a number of seconds, after one second that does
 *  not count. Returns calls per second. */
export async function throughput(
  call: (caller: number, n: number) => Promise<unknown>,
  options: { callers: number; seconds: number },
): Promise<number> {
  const [from, to] = [performance.now() + 1000, performance.now() + 1000 + options.seconds * 1000];
  let counted = 0;
  const work = async (caller: number) => {
    for (let n = 0; performance.now() < to; n++) {
      await call(caller, n);
      const now = performance.now();
      if (now >= from && now < to) counted++;
    }
  };
  await Promise.all(Array.from({ length: options.callers }, (_, caller) => work(caller)));
  return counted / options.seconds;
}
