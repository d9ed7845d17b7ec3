import path from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "#env.ts";
import type { Picture } from "#lib/charts/spec.ts";
import type { Width } from "#lib/charts/widths.ts";
import type { Done, Drawing, Job } from "#lib/charts/worker.ts";

type Waiting = Job & { tries: number; resolve(svg: Drawing): void; reject(error: Error): void };

/** The first picture waits for Recharts to load, on a busy machine some seconds. */
const PATIENCE = 20_000;
const TRIES = 2;
/** Megabytes; a picture needs few, and without a limit the thread lets garbage lie. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };
/** More than this waiting means that something is wrong; better no picture than a page that never comes. */
const QUEUE = 1_000;

/**
 * One thread that draws picture after picture. When it dies or hangs it is replaced, and the picture under way is tried
 * once more; the others only wait. An idle thread doesn't keep a command from ending.
 */
export class DrawingThread {
  #worker: Worker | null = null;
  #queue: Waiting[] = [];
  #current: { job: Waiting; timer: NodeJS.Timeout } | null = null;
  #number = 0;
  readonly #file: string;
  readonly #patience: number;

  // By an absolute path and not by import.meta.url: Next bundles this module, and Node must find the source.
  constructor({ file = path.join(root, "lib", "charts", "worker.ts"), patience = PATIENCE } = {}) {
    this.#file = file;
    this.#patience = patience;
  }

  draw(picture: Picture, width: Width): Promise<Drawing> {
    if (this.#queue.length >= QUEUE) return Promise.reject(new Error("Too many pictures are waiting to be drawn."));
    return new Promise((resolve, reject) => {
      this.#queue.push({ number: this.#number++, picture, width, tries: 0, resolve, reject });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    const job = this.#queue.shift();
    if (!job) { this.#worker?.unref(); return; }
    job.tries++;
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    this.#current = { job, timer: setTimeout(() => void worker.terminate(), this.#patience) };
    const { number, picture, width } = job;
    worker.postMessage({ number, picture, width } satisfies Job);
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { execArgv: [], resourceLimits: MEMORY });
    let reason: Error | null = null;
    worker.on("message", (done: Done) => this.#finish(done));
    worker.on("error", (error: Error) => { reason = error; });
    worker.on("exit", () => { if (this.#worker === worker) this.#lost(reason ?? new Error("The drawing thread ended or took too long.")); });
    return worker;
  }

  #finish(done: Done): void {
    if (this.#current?.job.number !== done.number) return;
    const { job, timer } = this.#current;
    clearTimeout(timer);
    this.#current = null;
    if ("svg" in done) job.resolve(done.svg);
    else job.reject(new Error(`Picture ${job.picture.id} can't be drawn: ${done.error}`));
    this.#next();
  }

  #lost(reason: Error): void {
    this.#worker = null;
    if (this.#current) {
      const { job, timer } = this.#current;
      clearTimeout(timer);
      this.#current = null;
      if (job.tries < TRIES) this.#queue.unshift(job);
      else job.reject(reason);
    }
    this.#next();
  }
}
