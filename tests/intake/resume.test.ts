import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadCity, readCity } from "#db/reference/load-city.ts";
import { baseMap, csv, fileOf, line } from "#tests/intake/import-case.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await loadCity(db.owner, readCity("examples/boston-2015/city"));
});
afterAll(() => db.drop());

const rows = 24_000;
const content = csv(...Array.from({ length: rows }, (_, i) => line({ id: String(i), name: `Person ${i % 50}`, phone: `617-555-0${100 + i % 50}`, category: i % 1000 === 0 ? "snow" : "hole" })));
const rejected = rows / 1000;

/** The command itself, in a process of its own. */
function importing(args: string[], input?: NodeJS.ReadableStream) {
  const child = spawn(process.execPath, ["scripts/import.ts", ...args], { env: { ...process.env, DATABASE_URL: db.url }, stdio: [input ? "pipe" : "ignore", "pipe", "pipe"] });
  input?.pipe(child.stdin!);
  let output = "";
  child.stdout!.on("data", (piece) => (output += piece));
  child.stderr!.on("data", (piece) => (output += piece));
  return { child, done: once(child, "close").then(([code]) => ({ code: code as number, output })) };
}
const mapFor = (code: string) => fileOf(JSON.stringify({ ...baseMap, source: { ...baseMap.source, code } }), "map.json");
const count = async (code: string) => (await db.owner<{ n: number }[]>`SELECT count(*)::int AS n FROM private.appeal WHERE source = ${code}`)[0]!.n;

test("killed at any moment, a second run completes it, with every case's history", async () => {
  const file = fileOf(content);
  const map = mapFor("killed");
  for (const share of [0.05, 0.5]) {
    const { child, done } = importing([file, "--map", map]);
    while (child.exitCode === null && await count("killed") <= rows * share) await sleep(5);
    child.kill("SIGKILL");
    await done;
  }
  const left = await count("killed");
  expect(left).toBeGreaterThan(rows * 0.4);

  const { code, output } = await importing([file, "--map", map]).done;
  expect(output).toMatch(/inserted/);
  expect(code).toBe(0);
  expect(await count("killed")).toBe(rows - rejected);
  const [orphans] = await db.owner`SELECT count(*)::int AS n FROM private.appeal a LEFT JOIN private.event e ON e.appeal = a.id AND e.seq = 1 AND e.hash = a.history_hash WHERE e.appeal IS NULL`;
  expect(orphans!.n).toBe(0);
  const people = await db.owner`SELECT count(*)::int AS n FROM private.person`;
  expect(people[0]!.n).toBe(50);
  expect(readFileSync(`${file}.rejected.csv`, "utf8").split("\r\n")).toHaveLength(rejected + 2);

  const again = await importing([file, "--map", map]).done;
  expect(again.output).toMatch(new RegExp(`already here\\s+${rows - rejected}\\n`));
}, 120_000);

test("from standard input, zipped", async () => {
  const file = fileOf(gzipSync(csv(line(), line({ id: "2", category: "snow" }))));
  const rejectedPath = path.join(path.dirname(file), "stdin.rejected.csv");
  const { code, output } = await importing(["-", "--map", mapFor("stdin"), "--rejected", rejectedPath], createReadStream(file)).done;
  expect(output).toMatch(/inserted\s+1\n/);
  expect(code).toBe(0);
  expect(readFileSync(rejectedPath, "utf8")).toMatch(/3,unknown-category/);
  rmSync(rejectedPath);
}, 120_000); // whole processes, on a machine that may have much to do

test("what is wrong with the command is said in a sentence, with exit code 1", async () => {
  for (const [args, sentence] of [[[], /^Usage: npm run import/], [["/no/such.csv", "--map", "x"], /There is no file/], [[fileOf(csv()), "--map", fileOf("{")], /is not JSON/],
    [[fileOf("a,b\n1,2\n"), "--map", mapFor("wrong")], /has no column 'id'/]] as [string[], RegExp][]) {
    const { code, output } = await importing(args).done;
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/ {4}at /);
    expect(code).toBe(1);
  }
}, 120_000);

test("--propose makes a map that lacks only what a person must decide", async () => {
  const file = fileOf("Request Id;Opened;Closed;Type;Neighborhood;Source;Status;Title\n1;01.02.2015 10:00;03.02.2015 11:00;Potholes;Dorchester;Phone call;Closed;A hole\n2;13.02.2015 10:00;;Snow plowing;Roxbury;Fax;Open;Snow\n");
  const { code, output } = await importing([file, "--propose"]).done;
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({
    delimiter: ";", dateFormat: ["dd.MM.yyyy HH:mm"], id: "Request Id", received: { column: "Opened" }, closed: { column: "Closed" }, timeZone: "America/New_York",
    category: { column: "Type", values: { Potholes: "potholes", "Snow plowing": "plowing" } }, district: { column: "Neighborhood", values: { Dorchester: "dorchester", Roxbury: "roxbury" } },
    channel: { column: "Source", values: { "Phone call": "call", Fax: "?" } }, status: { values: { Closed: "answered", Open: "received" } }, text: "Title",
  });
}, 120_000);
