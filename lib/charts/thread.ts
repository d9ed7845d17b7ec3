import path from "node:path";
import { Worker } from "node:worker_threads";
import { root } from "#env.ts";
import { Refusal } from "#lib/errors.ts";

/** What a thread is sent and what it answers (lib/charts/work.ts). */
export type Job<Work> = { number: number; work: Work };
export type Done<Result> = { number: number; result: Result } | { number: number; error: string };

/** Whose work it is: a page's goes first and is waited for; a stranger's address may be turned away when many wait. */
export type Whose = "page" | "address";

type Waiting<Work, Result> = Job<Work> & { tries: number; resolve(result: Result): void; reject(error: Error): void };

/** The first picture waits for Recharts to load, on a busy machine some seconds. */
const PATIENCE = 20_000;
const TRIES = 2;
/** Megabytes; a picture needs few, and without a limit the thread lets garbage lie. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };
/** More than this waiting means for pages that something is wrong, and for addresses some seconds: better no picture than one that never comes. */
const QUEUE: Record<Whose, number> = { page: 1_000, address: 60 };

/**
 * One thread that does one work after another. When it dies or hangs it is replaced, and the work under way is tried
 * once more; the others only wait. An idle thread doesn't keep a command from ending.
 */
export class Thread<Work, Result> {
  #worker: Worker | null = null;
  readonly #queues: Record<Whose, Waiting<Work, Result>[]> = { page: [], address: [] };
  #current: { job: Waiting<Work, Result>; timer: NodeJS.Timeout } | null = null;
  #number = 0;
  readonly #file: string;
  readonly #patience: number;

  /** `file` as seen from lib/charts. By an absolute path and not by import.meta.url: Next bundles this module, and Node must find the source. */
  constructor(file: string, patience = PATIENCE) {
    this.#file = path.resolve(root, "lib", "charts", file);
    this.#patience = patience;
  }

  /** @throws Refusal tooManyPictures */
  do(work: Work, whose: Whose): Promise<Result> {
    const queue = this.#queues[whose];
    if (queue.length >= QUEUE[whose]) return Promise.reject(new Refusal("tooManyPictures"));
    return new Promise((resolve, reject) => {
      queue.push({ number: this.#number++, work, tries: 0, resolve, reject });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #next(): void {
    if (this.#current) return;
    const job = this.#queues.page.shift() ?? this.#queues.address.shift();
    if (!job) { this.#worker?.unref(); return; }
    job.tries++;
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    this.#current = { job, timer: setTimeout(() => void worker.terminate(), this.#patience) };
    worker.postMessage({ number: job.number, work: job.work } satisfies Job<Work>);
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { execArgv: [], resourceLimits: MEMORY });
    let reason: Error | null = null;
    worker.on("message", (done: Done<Result>) => this.#finish(done));
    worker.on("error", (error: Error) => { reason = error; });
    worker.on("exit", () => { if (this.#worker === worker) this.#lost(reason ?? new Error("The drawing thread ended or took too long.")); });
    return worker;
  }

  #finish(done: Done<Result>): void {
    if (this.#current?.job.number !== done.number) return;
    const { job, timer } = this.#current;
    clearTimeout(timer);
    this.#current = null;
    if ("result" in done) job.resolve(done.result);
    else job.reject(new Error(`A picture can't be drawn: ${done.error}`));
    this.#next();
  }

  #lost(reason: Error): void {
    this.#worker = null;
    if (this.#current) {
      const { job, timer } = this.#current;
      clearTimeout(timer);
      this.#current = null;
      if (job.tries < TRIES) this.#queues.page.unshift(job);
      else job.reject(reason);
    }
    this.#next();
  }
}
