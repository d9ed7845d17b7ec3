import { fork } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import postgres from "postgres";
import { embeddedHome } from "#tests/support/portal.ts";

// A supervisor of its own process, as `npm start` is one: it can be killed like one.
const folder = mkdtempSync(path.join(tmpdir(), "akimat-embedded-"));
const home = embeddedHome(folder);
const supervise = () => new Promise<{ url: string; kill(signal: NodeJS.Signals): Promise<void> }>((resolve, reject) => {
  const script = fork("tests/support/supervisor.ts", [], { env: { ...process.env, DATA_DIR: folder, DATABASE_URL: undefined } as NodeJS.ProcessEnv, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  script.once("message", (url) => resolve({
    url: url as string,
    kill: (signal) => new Promise((done) => { script.once("exit", () => done()); script.kill(signal); }),
  }));
  script.once("exit", (code) => reject(new Error(`supervisor ended: ${code}`)));
});
const ask = async <T>(url: string, question: (sql: postgres.Sql) => Promise<T>) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return question(sql).finally(() => sql.end());
};

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

test("an interrupted first set-up is done again, and the data outlive stop and kill -9", async () => {
  mkdirSync(path.join(home, "cluster.unfinished"), { recursive: true });
  writeFileSync(path.join(home, "cluster.unfinished", "PG_VERSION"), "18");

  const first = await supervise();
  expect(existsSync(path.join(home, "cluster.unfinished"))).toBe(false);
  await ask(first.url, (sql) => sql`CREATE TABLE kept AS SELECT 1 AS n`);

  const second = await supervise(); // joins the running one, does not end it
  expect(second.url).toBe(first.url);
  await second.kill("SIGTERM");
  expect(await ask(first.url, (sql) => sql`SELECT n FROM kept`)).toEqual([{ n: 1 }]);

  await first.kill("SIGKILL"); // PostgreSQL is an orphan now
  const third = await supervise();
  expect(await ask(third.url, (sql) => sql`SELECT n FROM kept`)).toEqual([{ n: 1 }]);

  await third.kill("SIGTERM");
  await expect(ask(third.url, (sql) => sql`SELECT 1`)).rejects.toThrow();
  const fourth = await supervise();
  expect(await ask(fourth.url, (sql) => sql`SELECT n FROM kept`)).toEqual([{ n: 1 }]);
  await fourth.kill("SIGTERM");
}, 120_000);
