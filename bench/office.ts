import postgres from "postgres";
import { benchCity, benchDatabase } from "#bench/office/city.ts";
import { measure, type Measured } from "#bench/office/measure.ts";
import { judge } from "#bench/support/judge.ts";
import { disconnect } from "#db/connect.ts";
import { openDatabase } from "#db/database.ts";
import { privateDb } from "#db/private.ts";
import { applicantSearches, inbox, lists, people, searches, similar } from "#bench/office/reads.ts";

// Every list of the office against a million cases, as the office's own role calls it: p50 and p95 in milliseconds, and how many
// times as long as reading one case by its id, measured in the same minutes. Asked for: p95 below 100 ms (performance.md).
//   npm run bench -- office                         makes the city once (minutes) in the database bench_office and keeps it
//   node bench/office.ts 1000000 --fresh --drop     anew; and away with it afterwards

const cases = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1_000_000);
const limit = 100;
const database = await openDatabase();
const server = database.url;
try {
  const url = await benchCity(server, cases, process.argv.includes("--fresh"));
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const who = await people(owner);
  const ids = (await owner<{ id: number }[]>`SELECT id::int FROM private.appeal WHERE id % 997 = 0 ORDER BY received_at DESC LIMIT 200`).map((row) => row.id);
  await owner.end();

  const client = privateDb().$client;
  const reference = await measure("one case by its id", ids.length, (n) => client`SELECT number, status, text FROM private.appeal WHERE id = ${ids[n]!}`);
  console.log(`${cases} cases; reference: ${reference.name} ${reference.p50.toFixed(2)} ms (p95 ${reference.p95.toFixed(2)})`);
  const slow: Measured[] = [];
  for (const [name, times, read] of [...inbox(who), ...lists(who), ...searches(who), ...applicantSearches(who), ...similar(who, ids)]) {
    const one = await measure(name, times, read);
    console.log(`${one.p50.toFixed(1).padStart(8)} ${one.p95.toFixed(1).padStart(8)} ms ${`${(one.p50 / reference.p50).toFixed(0)} ×`.padStart(7)}  ${one.name}`);
    if (one.p95 > limit) slow.push(one);
  }
  judge(slow.map((one) => `${one.name}: p95 ${one.p95.toFixed(0)} ms instead of ${limit}`));
} finally {
  await disconnect();
  if (process.argv.includes("--drop")) {
    const admin = postgres(server, { max: 1 });
    await admin.unsafe(`DROP DATABASE IF EXISTS ${benchDatabase} WITH (FORCE)`);
    await admin.end();
  }
  await database.close();
}
