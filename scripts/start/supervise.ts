import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "#env.ts";

export type Child = { process: ChildProcess; done: Promise<number | null>; stop(): Promise<void> };

/** A process of ours that ends with us: it ignores the terminal's Ctrl-C and waits for our word. */
export function child(script: string, args: string[], environment: Record<string, string>): Child {
  const started = fork(path.join(root, script), args, { cwd: root, env: { ...process.env, ...environment } as NodeJS.ProcessEnv, stdio: "inherit" });
  const done = new Promise<number | null>((resolve) => started.once("exit", resolve));
  return {
    process: started, done,
    async stop() {
      if (started.exitCode !== null || started.signalCode !== null) return;
      started.kill("SIGTERM");
      await Promise.race([done, sleep(8000, undefined, { ref: false }).then(() => started.kill("SIGKILL"))]);
      await done;
    },
  };
}

/**
 * Keeps the server (or the office's jobs) up: when it dies of a fault (postgres.js throws outside any promise when the database goes away
 * inside a transaction, its issue 1154), the next one starts; five deaths within a minute are a fault to show.
 * @returns stop(), which also ends the present server
 */
export function keepUp(start: () => Child, onGiveUp: (message: string) => void): { stop(): Promise<void> } {
  let current = start();
  let stopped = false;
  const deaths: number[] = [];
  (async () => {
    while (!stopped) {
      const code = await current.done;
      if (stopped) return;
      deaths.push(Date.now());
      const recent = deaths.filter((at) => at > Date.now() - 60_000).length;
      if (recent >= 5) return onGiveUp(`A process of the portal died five times within a minute (last exit code ${code}). What it wrote above says why.`);
      console.error(`  A process of the portal ended unexpectedly (exit code ${code}); starting it again.`);
      await sleep(500 * recent);
      if (!stopped) current = start();
    }
  })();
  return {
    async stop() {
      stopped = true;
      await current.stop();
    },
  };
}
