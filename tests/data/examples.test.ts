import { execFile, spawnSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examples } from "#lib/exports/examples.ts";
import { serveData } from "#lib/exports/serve.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let server: Server;
let folder: string;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  server = createServer((incoming, outgoing) => void serveData(incoming, outgoing)).listen(0);
  folder = mkdtempSync(path.join(tmpdir(), "akimat-examples-"));
});
afterAll(async () => {
  server.close();
  rmSync(folder, { recursive: true });
  town.remove();
  await db.drop();
});

const there = (...tools: string[]) => tools.every((tool) => spawnSync(tool, ["--version"]).error === undefined);
/** Runs an example as its reader does, against a portal of ours. */
const run = async (tool: string, name: (typeof examples)[number]["name"]) => {
  const { port } = server.address() as AddressInfo;
  const { stdout } = await promisify(execFile)(tool, [path.resolve("examples/api", name)], { cwd: folder, env: { ...process.env, PORTAL: `http://localhost:${port}` } });
  return stdout.trimEnd().split(/\r?\n/);
};

const shares = ["2025-Q1: 250 of 257 on time, 97%", "2025-Q2: 250 of 257 on time, 97%", "2025-Q3: 250 of 257 on time, 97%", "2025-Q4: 250 of 257 on time, 97%", "2026-Q1: not published (x)"];

test.skipIf(!there("curl"))("curl: the quarters with numerator, denominator and symbol (skipped where there is no curl)", async () => {
  expect(await run("sh", "quarters.sh")).toEqual([
    "period,grain,category,district,channel,with_deadline,on_time,outcome_status,data_kind",
    ...["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"].map((quarter) => `${quarter},quarter,all,all,all,257,250,,demonstration`),
    "2026-Q1,quarter,all,all,all,,,x,demonstration",
  ]);
});

test.skipIf(!there("curl", "sha256sum"))("curl: a kept file is whole, and is not downloaded twice (skipped where there is no curl or sha256sum)", async () => {
  expect(await run("sh", "keep.sh")).toEqual(["appeals-records.csv is whole"]);
  const tag = readFileSync(path.join(folder, "appeals-records.csv.etag"), "utf8");
  expect(tag).toMatch(/^"[0-9a-f]{32}"/);
  const before = readFileSync(path.join(folder, "appeals-records.csv"));
  expect(await run("sh", "keep.sh")).toEqual(["appeals-records.csv is whole"]);
  expect(readFileSync(path.join(folder, "appeals-records.csv")).equals(before)).toBe(true);
});

test.skipIf(!there("python3"))("Python: the share of each quarter; a withheld one is no zero (skipped where there is no python3)", async () => {
  expect(await run("python3", "quarters.py")).toEqual(shares);
});

test.skipIf(!there("Rscript"))("R: the same (skipped where there is no R)", async () => {
  expect(await run("Rscript", "quarters.R")).toEqual(shares);
});

test("every example on the page has a test here", () => {
  const source = readFileSync("tests/data/examples.test.ts", "utf8");
  for (const { name } of examples) expect(source).toContain(`"${name}")`);
});
