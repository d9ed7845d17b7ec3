import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext { portal: { address: string; environment: Record<string, string>; databaseUrl: string } }
}

const freePort = () => new Promise<number>((resolve) => {
  const probe = createServer().listen(0, () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
});

/**
 * The whole portal as a user starts it: `scripts/start.ts` on a data folder of its own, with the demonstration city and
 * all its releases. With DATABASE_URL the same in a fresh database on that server.
 */
export default async function setup(project: TestProject) {
  const portal = await startPortal();
  project.provide("portal", { address: portal.address, environment: portal.environment, databaseUrl: portal.databaseUrl });
  return portal.stop;
}

export type Portal = { address: string; environment: Record<string, string>; databaseUrl: string; stop(): Promise<void> };

/** Starts the portal on a free port and waits until all that is due is published. */
export async function startPortal(): Promise<Portal> {
  const folder = mkdtempSync(path.join(tmpdir(), "akimat-e2e-"));
  const port = await freePort();
  const environment: Record<string, string> = { DATA_DIR: folder, PORT: String(port), DATABASE_ROLE_PREFIX: `akimat_e2e_${randomBytes(3).toString("hex")}` };
  let dropDatabase = async () => {};
  if (process.env.DATABASE_URL) {
    const server = postgres(process.env.DATABASE_URL, { max: 1, onnotice: () => {} });
    const name = `akimat_e2e_${randomBytes(4).toString("hex")}`;
    await server.unsafe(`CREATE DATABASE "${name}"`);
    const url = new URL(process.env.DATABASE_URL);
    url.pathname = `/${name}`;
    environment.DATABASE_URL = url.href;
    dropDatabase = async () => {
      await server.unsafe(`DROP DATABASE "${name}" WITH (FORCE)`);
      await server.end();
    };
  }
  const said: string[] = [];
  const portal: ChildProcess = spawn(process.execPath, ["scripts/start.ts", "--demo"], { env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, ...environment } as unknown as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [portal.stdout!, portal.stderr!]) stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const address = `http://localhost:${port}`;
  try {
    await ready(address, portal, said);
  } catch (error) {
    portal.kill("SIGTERM");
    throw error;
  }
  return {
    address, environment, databaseUrl: environment.DATABASE_URL ?? embeddedUrl(folder),
    async stop() {
      const gone = new Promise((resolve) => portal.once("exit", resolve));
      portal.kill("SIGINT");
      await gone;
      await dropDatabase();
      rmSync(folder, { recursive: true, force: true });
      if (process.getuid?.() === 0) rmSync(embeddedHome(folder), { recursive: true, force: true });
    },
  };
}

/** Where db/embedded.ts keeps the data of a DATA_DIR, and the address of the database it runs there. */
export const embeddedHome = (folder: string) => process.getuid?.() === 0
  ? path.join("/var/lib/open-akimat", createHash("sha256").update(folder).digest("hex").slice(0, 12))
  : path.join(folder, "postgres");
function embeddedUrl(folder: string): string {
  const { port } = JSON.parse(readFileSync(path.join(embeddedHome(folder), "running.json"), "utf8")) as { port: number };
  return `postgres://owner:${readFileSync(path.join(embeddedHome(folder), "password"), "utf8")}@127.0.0.1:${port}/open_akimat`;
}

/** Waits until the release job has published all that is due: the pages are what a visitor would see. Long: how fast that is, is measured elsewhere. */
async function ready(address: string, portal: ChildProcess, said: string[]): Promise<void> {
  for (let waited = 0; waited < 1500; waited++) {
    if (portal.exitCode !== null) throw new Error(`The portal ended:\n${said.join("")}`);
    const state = await fetch(`${address}/api/health`).then((r) => r.json() as Promise<{ releaseJob: { done?: boolean } | null }>).catch(() => null);
    if (state?.releaseJob?.done) return;
    await sleep(1000);
  }
  throw new Error(`The portal was not ready within 25 minutes:\n${said.join("")}`);
}
