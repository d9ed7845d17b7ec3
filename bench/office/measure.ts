export type Measured = { name: string; p50: number; p95: number };

/** Runs a read some times, after one that warms up, and tells the middle and the slow end in milliseconds. */
export async function measure(name: string, times: number, read: (n: number) => PromiseLike<unknown>): Promise<Measured> {
  await read(0);
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    await read(n);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]!;
  return { name, p50: at(0.5), p95: at(0.95) };
}
