import { parentPort } from "node:worker_threads";
import type { Job } from "#lib/charts/worker.ts";

// The drawing thread with two accidents: it dies of one picture and hangs over another.
parentPort!.on("message", ({ picture }: Job) => {
  if (picture.id === "deadly") process.exit(1);
  while (picture.id === "endless");
});
await import("#lib/charts/worker.ts");
