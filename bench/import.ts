import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { disconnect } from "#db/connect.ts";
import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { privateDb } from "#db/private.ts";
import { loadCity, readCity } from "#db/reference/load-city.ts";
import { env } from "#env.ts";
import { importFile } from "#lib/intake/import-file.ts";
import { readMap } from "#lib/intake/import-map.ts";

// Import rows/s against COPY FROM of the same mapped rows into a copy of the table with the same indexes, and memory at
// 100 000 rows and at the number given (400 000; 10 000 000 for the long proof). The file is made here, in the shape of
// Boston's 28 columns, so the bench needs no data beside the project. Asked for: ratio ≥ 0.25, memory flat.

const cases = [100_000, Number(process.argv[2] ?? 400_000)];
const folder = mkdtempSync(path.join(tmpdir(), "bench-import-"));
const map = readMap("examples/boston-2015/map.json");
const database = await openDatabase();
const server = postgres(database.url, { max: 1, onnotice: () => {} });
const name = `bench_import_${process.pid}`;
await server.unsafe(`CREATE DATABASE "${name}"`);
const url = new URL(database.url);
url.pathname = `/${name}`;
env.DATABASE_URL = url.href;
const owner = postgres(url.href, { max: 1, onnotice: () => {} });

try {
  await migrateDatabase(url.href);
  await loadCity(owner, readCity("examples/boston-2015/city"));
  for (const [i, rows] of cases.entries()) await measure(rows, i);
} finally {
  await owner.end();
  await disconnect();
  await server.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await server.end();
  await database.close();
  rmSync(folder, { recursive: true });
}

async function measure(rows: number, run: number): Promise<void> {
  const file = path.join(folder, "cases.csv");
  await write(file, rows);
  const source = { ...map, source: { ...map.source, code: `bench-${run}` } };
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const importing = await seconds(async () => {
    const { inserted, reasons } = await importFile(privateDb().$client, file, source, { rejectedPath: `${file}.rejected.csv` });
    if (inserted < rows * 0.99) throw new Error(`Only ${inserted} of ${rows} rows were taken: ${JSON.stringify(reasons)}`);
  });
  clearInterval(watch);
  const copying = await copyTheSame(`bench-${run}`);
  console.log(`${rows} rows: import ${perSecond(rows, importing)}, COPY FROM ${perSecond(rows, copying)}, ratio ${(copying / importing).toFixed(2)}; memory at most ${Math.round(most / 2 ** 20)} MB`);
}

/** The reference: the rows that the import has just made, without their ids, back into an empty copy of the table. */
async function copyTheSame(source: string): Promise<number> {
  const columns = "number, source, source_id, import_run, track, kind, status, channel, category, district, department, language, text, received_at, due_at, due_basis, closed_at, outcome, history_seq, history_hash";
  const dump = path.join(folder, "cases.copy");
  await owner.unsafe(`DROP TABLE IF EXISTS private.appeal_copy; CREATE TABLE private.appeal_copy (LIKE private.appeal INCLUDING ALL)`);
  // A connection of its own: postgres.js leaves the one of a COPY TO paused when the reader was slow (performance.md, Pitfalls).
  const reader = postgres(url.href, { max: 1, onnotice: () => {} });
  await pipeline(await reader.unsafe(`COPY (SELECT ${columns} FROM private.appeal WHERE source = '${source}' ORDER BY id) TO STDOUT`).readable(), createWriteStream(dump));
  await reader.end({ timeout: 1 });
  return seconds(async () => pipeline(createReadStream(dump, { highWaterMark: 2 ** 20 }), await owner.unsafe(`COPY private.appeal_copy (${columns}) FROM STDIN`).writable()));
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function perSecond(rows: number, duration: number): string {
  return `${Math.round(rows / duration)} rows/s`;
}

/** Deterministic rows in the shape of the real file: same columns, same values, same share of open and undated ones. */
async function write(file: string, rows: number): Promise<void> {
  const header = "CASE_ENQUIRY_ID,OPEN_DT,TARGET_DT,CLOSED_DT,OnTime_Status,CASE_STATUS,CASE_TITLE,SUBJECT,REASON,TYPE,QUEUE,Department,fire_district,pwd_district,city_council_district,police_district,neighborhood,neighborhood_services_district,ward,precinct,land_usage,LOCATION_ZIPCODE,Property_Type,Property_ID,LATITUDE,LONGITUDE,Source,Geocoded_Location";
  const types = Object.keys(categoriesOf(map)).filter((key) => !key.endsWith("*")).map((key) => key.split(" | "));
  const places = Object.keys((map.district as { values: object }).values);
  const channels = Object.keys((map.channel as { values: object }).values);
  const departments = Object.keys((map.department as { values: object }).values);
  const out = createWriteStream(file);
  out.write(`${header}\n`);
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const first = Date.UTC(2015, 0, 1);
  const time = (at: number) => {
    const [date, clock] = new Date(at).toISOString().split(/[T.]/) as [string, string, string];
    const hour = Number(clock.slice(0, 2));
    return `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)} ${String(hour % 12 || 12).padStart(2, "0")}${clock.slice(2)} ${hour < 12 ? "AM" : "PM"}`;
  };
  for (let i = 0; i < rows; i++) {
    const opened = first + Math.floor(i / rows * 364 * 86_400) * 1000 + 3 * 3_600_000;
    const closed = random(100) < 16 ? "" : time(Math.min(opened + 3_600_000 * (1 + random(300)), Date.UTC(2016, 0, 12)));
    const [reason, type] = types[random(types.length)]!;
    const cells = [101000000000 + i, time(opened), random(100) < 22 ? "" : time(opened + 86_400_000 * (1 + random(20))), closed, "ONTIME", closed ? "Closed" : "Open", `"${type} on the corner, number ${random(400)}"`,
      departments[random(departments.length)], reason, type, "PWDx_Street Light Outages", "PWDx", "4.0", "10A", "8.0", "D4", places[random(places.length)], "14.0", "Ward 5", "502.0", "C", "2215.0", "Address", "157262.0",
      "42.3474", "-71.0944", channels[random(channels.length)], "\"(42.3474, -71.0944)\""];
    if (!out.write(`${cells.join(",")}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

function categoriesOf({ category }: typeof map): Record<string, string | null> {
  return category!.values;
}
