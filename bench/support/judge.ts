import { availableParallelism, loadavg } from "node:os";

/** How busy others kept the machine when this benchmark began: its own work isn't in it yet. */
const before = loadavg()[0]!;

/** Ends a benchmark: what was missed fails it, unless the machine was busy with something else. Then it is told and no more, because it says little of the portal. */
export function judge(missed: readonly string[]): void {
  if (missed.length === 0) return;
  console.error(`Missed: ${missed.join("; ")}`);
  if (before <= availableParallelism() / 2) process.exitCode = 1;
  else console.error(`Not judged: the load average was ${before.toFixed(1)} before this began, with ${availableParallelism()} processors. Run it on a quiet machine.`);
}
