import { spawn, spawnSync } from "node:child_process";
import { fork } from "node:child_process";
import { createServer, get } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import postgres from "postgres";
import { disconnect } from "#db/connect.ts";
import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { env } from "#env.ts";
import { serveData } from "#lib/exports/serve.ts";
import { openCity } from "#tests/exports/fixture.ts";

// Frozen full download against `psql COPY (…) TO STDOUT` of the same rows (asked for: ≥ 4 ×, first byte ≤ 50 ms), and
// selected rows of a cube (p95 ≤ 30 ms) while 200 slow readers hang on whole files (≤ 64 MB more). node bench/download.ts

if (process.argv[2] === "serve") serve();
else await bench();

/** The file server in a process of its own, so that the reader's work isn't counted as the server's. */
function serve() {
  const server = createServer((incoming, outgoing) => void serveData(incoming, outgoing)).listen(0, "127.0.0.1", () => process.send!((server.address() as AddressInfo).port));
  process.on("message", () => process.send!(process.memoryUsage().rss));
  process.on("disconnect", () => process.exit(0));
}

async function bench() {
  const database = await openDatabase();
  const maintenance = postgres(database.url, { max: 1, onnotice: () => {} });
  const name = `bench_download_${process.pid}`;
  await maintenance.unsafe(`CREATE DATABASE "${name}"`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  env.DATABASE_URL = url.href;
  const owner = postgres(url.href, { max: 1, onnotice: () => {} });
  let city: Awaited<ReturnType<typeof openCity>> | undefined;
  try {
    await migrateDatabase(url.href);
    city = await openCity(owner);
    await publishLargeCity(owner, city);
    await measure(url.href, city.code);
  } finally {
    city?.remove();
    await owner.end();
    await disconnect();
    await maintenance.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await maintenance.end();
    await database.close();
  }
}

/** A million and a half records, and a cube of two years × 60 categories × 20 districts by quarter. */
async function publishLargeCity(owner: postgres.Sql, city: Awaited<ReturnType<typeof openCity>>) {
  await owner`INSERT INTO open.category (code, label_en, sensitive, sort, valid_from) SELECT 'c' || n, 'Category ' || n, false, n, '2025-01-01' FROM generate_series(1, 60) n`;
  await owner`INSERT INTO open.district (code, kind, label_en, sort, valid_from) SELECT 'd' || n, 'district', 'District ' || n, n, '2025-01-01' FROM generate_series(1, 20) n`;
  const quarters = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"];
  const codes = (letter: string, count: number) => ["all", ...Array.from({ length: count }, (_, i) => `${letter}${i + 1}`)];
  const counts = quarters.flatMap((period) => codes("c", 60).flatMap((category) => codes("d", 20).map((district) => (
    { period, grain: "quarter", category, district, channel: "all", release: "", received: (category.length * 7 + district.length * 3) * 5, receivedStatus: "" }))));
  const classes = Array.from({ length: 60 }, (_, i) => ({ quarter: quarters[i % 8]!, release: "", categoryGroup: "heat", category: `c${i + 1}`, cityPart: "town", district: `d${(i % 20) + 1}`, outcome: "on_time", durationBand: "days_5", appeals: 25_000 }));
  // Parameters of one INSERT are limited to 65 534: eight columns a row.
  for (let i = 0; i < counts.length; i += 6000) await city.publish({ id: `2026-11-06.${i / 6000 + 1}`, counts: counts.slice(i, i + 6000) });
  await city.publish({ id: "2026-12-06", classes });
}

async function measure(url: string, code: string) {
  const server = fork(import.meta.filename, ["serve"], { env: { ...process.env, DATABASE_URL: url } });
  const tell = () => new Promise<number>((resolve) => server.once("message", (value) => resolve(value as number)));
  const port = await tell();
  const memory = async () => {
    server.send("memory");
    return (await tell()) / 2 ** 20;
  };
  try {
    const address = "/data/releases/2026-12-06/appeals-records.csv";
    const runs: { copy: number; file: number; first: number }[] = [];
    let size = 0;
    for (let i = 0; i < 5; i++) {
      const copy = await copyOut(url);
      const file = await download(port, address);
      size = file.bytes;
      runs.push({ copy: copy.bytes / copy.seconds, file: file.bytes / file.seconds, first: file.first });
    }
    const median = (of: (run: (typeof runs)[number]) => number) => runs.map(of).sort((a, b) => a - b)[2]!;
    const mb = (rate: number) => `${(rate / 1e6).toFixed(0)} MB/s`;
    console.log(`city ${code}: ${(size / 1e6).toFixed(1)} MB of records`);
    console.log(`COPY TO STDOUT ${mb(median((run) => run.copy))}, frozen file ${mb(median((run) => run.file))}, ratio ${median((run) => run.file / run.copy).toFixed(1)} (asked ≥ 4), first byte ${median((run) => run.first).toFixed(1)} ms (asked ≤ 50)`);
    for (const encoding of ["br", "gzip"]) {
      const packed = await download(port, address, encoding);
      console.log(`${encoding}: ${(packed.bytes / 1e6).toFixed(2)} MB in ${(packed.seconds * 1000).toFixed(0)} ms`);
    }
    const selections = ["category=c7", "district=d3&grain=quarter", "period=2026-Q2", "grain=year", "from=2026", "grain=quarter"].flatMap((query) => [`/data/appeals.csv?${query}`, `/data/appeals.json?${query}`]);
    for (const selection of selections) await download(port, selection);
    const idle = await memory();
    const slow = Array.from({ length: 200 }, () => {
      const socket = connect(port, "127.0.0.1", () => socket.write(`GET ${address} HTTP/1.1\r\nHost: x\r\n\r\n`));
      return socket.pause();
    });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const held = await memory();
    const times: number[] = [];
    for (let i = 0; i < 240; i++) times.push((await download(port, selections[i % selections.length]!)).seconds * 1000);
    times.sort((a, b) => a - b);
    console.log(`selections with 200 slow readers: median ${times[120]!.toFixed(1)} ms, p95 ${times[228]!.toFixed(1)} ms (asked ≤ 30); the readers cost ${(held - idle).toFixed(0)} MB (asked ≤ 64)`);
    for (const socket of slow) socket.destroy();
    const fresh: number[] = [];
    for (let i = 1; i <= 60; i++) for (const format of ["csv", "json", "excel.csv", "xlsx"]) fresh.push((await download(port, `/data/appeals.${format}?category=c${i}&measure=received`, "br")).seconds * 1000);
    fresh.sort((a, b) => a - b);
    console.log(`selections nobody has asked for yet, in four formats: median ${fresh[120]!.toFixed(1)} ms, p95 ${fresh[228]!.toFixed(1)} ms (asked ≤ 30)`);
  } finally {
    server.disconnect();
  }
}

/** Seconds and bytes of psql's COPY of the same rows, without psql's own start. */
async function copyOut(url: string): Promise<{ bytes: number; seconds: number }> {
  if (spawnSync("psql", ["--version"]).error) throw new Error("psql is needed as the reference: apt-get install postgresql-client");
  const query = `COPY (SELECT c.quarter, c.category_group, c.category, c.city_part, c.district, c.outcome, c.duration_band, 'demonstration' AS data_kind
    FROM open.record_class c CROSS JOIN generate_series(1, c.appeals)) TO STDOUT (FORMAT csv, HEADER)`;
  const psql = spawn("psql", ["-X", "-c", query, url], { stdio: ["ignore", "pipe", "inherit"] });
  let bytes = 0;
  let begun = 0;
  for await (const chunk of psql.stdout) {
    begun ||= performance.now();
    bytes += (chunk as Buffer).length;
  }
  return { bytes, seconds: (performance.now() - begun) / 1000 };
}

/** Seconds and bytes of a download, and milliseconds to its first byte. */
function download(port: number, path: string, encoding = "identity"): Promise<{ bytes: number; seconds: number; first: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    get({ port, host: "127.0.0.1", path, headers: { "accept-encoding": encoding } }, (response) => {
      const first = performance.now() - start;
      let bytes = 0;
      response.on("data", (chunk: Buffer) => (bytes += chunk.length));
      response.on("end", () => {
        if (response.statusCode !== 200 || bytes !== Number(response.headers["content-length"])) reject(new Error(`${path}: ${response.statusCode}, ${bytes} bytes`));
        else resolve({ bytes, seconds: (performance.now() - start) / 1000, first });
      });
    }).on("error", reject);
  });
}
