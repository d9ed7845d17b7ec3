import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { disconnect } from "#db/connect.ts";
import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { env } from "#env.ts";
import { publishRelease } from "#lib/release/publish.ts";

// The release of a city with CASES cases (default one million) in one quarter, against one GROUP BY pass over them (performance.md).
const count = Number(process.argv[2] ?? 1_000_000);
const database = await openDatabase();
const maintenance = postgres(database.url, { max: 1, onnotice: () => {} });
const name = `bench_release_${randomBytes(4).toString("hex")}`;
await maintenance.unsafe(`CREATE DATABASE ${name}`);
const url = new URL(database.url);
url.pathname = `/${name}`;
env.DATABASE_URL = url.href;
await migrateDatabase(url.href);
const owner = postgres(url.href, { max: 1, onnotice: () => {} });
const seconds = async (work: () => Promise<unknown>) => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};
try {
  const names = { kk: "Сынақ", ru: "Проба", en: "Bench" };
  await owner`INSERT INTO private.setting VALUES ('city', ${owner.json({ code: "bench", name: names, language: "en", timeZone: "Asia/Almaty", demo: true })})`;
  await owner`INSERT INTO private.category (code, parent, name_en, valid_from) SELECT 'g' || g, NULL, 'g', '2020-01-01' FROM generate_series(1, 10) g`;
  await owner`INSERT INTO private.category (code, parent, name_en, valid_from) SELECT 'g' || g || 'c' || c, 'g' || g, 'c', '2020-01-01' FROM generate_series(1, 10) g, generate_series(1, 5) c`;
  await owner`INSERT INTO private.district (code, kind, name_en, valid_from) SELECT 'd' || d, 'district', 'd', '2020-01-01' FROM generate_series(1, 25) d`;
  await owner`INSERT INTO private.channel (code, name_en) VALUES ('web', 'Web')`;
  await owner`INSERT INTO private.source (code, name) VALUES ('portal', 'Portal') ON CONFLICT DO NOTHING`;
  await owner`INSERT INTO private.appeal (number, source, source_id, track, status, channel, category, district, language, received_at, due_at, closed_at)
    SELECT 'B-' || i, 'portal', i::text, 'signal', 'answered', 'web', 'g' || 1 + floor(10 * power(random(), 2)) || 'c' || 1 + floor(5 * power(random(), 2)),
      'd' || 1 + floor(25 * power(random(), 2)), 'en', at, at + interval '15 days', at + interval '30 days' * power(random(), 2)
    FROM (SELECT i, timestamptz '2025-01-01 00:00+05' + interval '89 days' * random() AS at FROM generate_series(1, ${count}::int) i) s`;
  await owner`VACUUM ANALYZE private.appeal`;
  const pass = await seconds(() => owner`SELECT category, district, date_trunc('month', received_at), count(*) FROM private.appeal GROUP BY 1, 2, 3`);
  const counts = await seconds(() => publishRelease({ asOf: "2025-04-06" }));
  const outcomes = await seconds(() => publishRelease({ asOf: "2025-05-06" }));
  console.log(`${count} cases: one GROUP BY pass ${pass.toFixed(2)} s; release of counts ${counts.toFixed(1)} s (${(counts / pass).toFixed(0)} ×), of outcomes and records ${outcomes.toFixed(1)} s (${(outcomes / pass).toFixed(0)} ×)`);
  console.log(`memory of this process at its largest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
} finally {
  await owner.end();
  await disconnect();
  await maintenance.unsafe(`DROP DATABASE ${name} WITH (FORCE)`);
  await maintenance.end();
  await database.close();
}
