import { parentPort } from "node:worker_threads";
import type { Done, Job } from "#lib/charts/thread.ts";

/** In a thread: answers each work that lib/charts/thread.ts sends; what fails is said and the thread goes on. */
export function answerWork<Work, Result>(perform: (work: Work) => Result): void {
  parentPort!.on("message", ({ number, work }: Job<Work>) => {
    try {
      parentPort!.postMessage({ number, result: perform(work) } satisfies Done<Result>);
    } catch (error) {
      parentPort!.postMessage({ number, error: error instanceof Error ? error.stack ?? error.message : String(error) } satisfies Done<Result>);
    }
  });
}
