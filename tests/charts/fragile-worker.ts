import { parentPort } from "node:worker_threads";
import type { Job } from "#lib/charts/worker.ts";

// The drawing thread with an accident: it dies of one picture.
parentPort!.on("message", ({ picture }: Job) => {
  if (picture.id === "deadly") process.exit(1);
});
await import("#lib/charts/worker.ts");
