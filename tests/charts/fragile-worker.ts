import { parentPort } from "node:worker_threads";
import type { Draw } from "#lib/charts/draw-worker.ts";
import type { Job } from "#lib/charts/thread.ts";

// The drawing thread with two accidents: it dies of one picture and hangs over another.
parentPort!.on("message", ({ work: { picture } }: Job<Draw>) => {
  if (picture.id === "deadly") process.exit(1);
  while (picture.id === "endless");
});
await import("#lib/charts/draw-worker.ts");
