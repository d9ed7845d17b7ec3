import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { env } from "#env.ts";

/** A process of its own that runs a script on this test's database, with this test's mail server: to be killed. */
export const startWorker = (script: string): ChildProcess => spawn(process.execPath, [script], {
  stdio: ["ignore", "inherit", "inherit", "ipc"],
  env: { ...process.env, DATABASE_URL: env.DATABASE_URL, SMTP_URL: env.SMTP_URL, MAIL_FROM: env.MAIL_FROM, NODE_ENV: "test", VITEST: undefined } as unknown as NodeJS.ProcessEnv,
});

/** kill −9: nothing in it has a chance to tidy up. */
export async function killWorker(worker: ChildProcess): Promise<void> {
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
}

/** Runs a worker until something has happened, and kills it then. */
export async function killOnce(happened: Promise<unknown>, script: string): Promise<void> {
  const worker = startWorker(script);
  await happened;
  await killWorker(worker);
}
