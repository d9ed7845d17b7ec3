import postgres from "postgres";
import { seedDemo } from "#db/demo/seed.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { env } from "#env.ts";
import { countWords } from "#lib/appeals/words.ts";

/** The kept database of the office's benchmark. */
export const benchDatabase = "bench_office";

/** How many copies of the demonstration's life lie side by side, and how many such lives lie one behind the other in time. */
const copies = 16, lives = 5;
/** Days from one life to the next: the length of the demonstration's. */
const lifeDays = 783;

/**
 * A city with a million cases in `bench_office` on the given server: the demonstration's words, people, departments and course of things,
 * copied with other houses and names. Made once (some minutes) and kept; `fresh` makes it anew.
 * @returns the owner's address
 */
export async function benchCity(serverUrl: string, cases: number, fresh: boolean): Promise<string> {
  const url = new URL(serverUrl);
  url.pathname = `/${benchDatabase}`;
  env.DATABASE_URL = url.href;
  const server = postgres(serverUrl, { max: 1, onnotice: () => {} });
  if (fresh) await server.unsafe(`DROP DATABASE IF EXISTS ${benchDatabase} WITH (FORCE)`);
  const [known] = await server`SELECT 1 FROM pg_database WHERE datname = ${benchDatabase}`;
  if (!known) await server.unsafe(`CREATE DATABASE ${benchDatabase}`);
  await server.end();
  await migrateDatabase(url.href);
  const owner = postgres(url.href, { max: 1, onnotice: () => {} });
  const [done] = await owner`SELECT value FROM private.setting WHERE key = 'bench'`;
  if (done?.value !== cases) await fill(owner, cases);
  await owner.end();
  return url.href;
}

/** The demonstration has two thousand words, a city's letters have many more: each case gets one of thirty thousand. */
const rareWord = "translate(substr(md5(((id * 7919 + %copy% * 104729) % 30011)::text), 1, 7), '0123456789abcdef', 'аеиоуыкрстлнмдпб')";

async function fill(owner: postgres.Sql, cases: number): Promise<void> {
  const say = (what: string) => console.log(`  making the city: ${what}`);
  await seedDemo(owner);
  await owner`SET session_replication_role = replica`; // copies have no chain of hashes; nobody walks it here
  const [last] = await owner<{ appeal: number; person: number; staff: number }[]>`SELECT max(id)::int AS appeal, (SELECT max(id)::int FROM private.person) AS person, (SELECT count(*)::int FROM private.staff) AS staff FROM private.appeal`;
  const { appeal: appeals, person: people } = last!;
  for (let copy = 1, written = appeals; written < cases; copy++) {
    const life = copy % lives, take = Math.min(appeals, cases - written);
    await owner.begin(async (tx) => {
      // Each copy has people of its own: another patronymic, another phone.
      await tx`INSERT INTO private.person (id, name, phone, address, created_at) OVERRIDING SYSTEM VALUE
        SELECT id + ${copy * people}, name || ' ' || (ARRAY['Асқар','Болат','Серік','Мұрат','Дәулет','Ерлан','Жандос','Нұрлан','Қайрат','Сәкен','Тимур','Әлібек'])[1 + (id * 7 + ${copy}) % 12] || (ARRAY['ұлы','қызы','ович','овна'])[1 + (id + ${copy}) % 4],
          '+77' || lpad(((id * 7919 + ${copy} * 104729) % 1000000000)::text, 9, '0'), address, created_at
        FROM private.person WHERE id <= ${people} ON CONFLICT DO NOTHING`;
      // In the lives before the present one nothing is open any more.
      await tx`INSERT INTO private.appeal (id, number, source, source_id, track, kind, status, channel, category, district, department, executor, language, text, applicant,
          received_at, registered_at, due_at, due_basis, extended_at, closed_at, outcome, round, version, history_seq)
        OVERRIDING SYSTEM VALUE
        SELECT id + ${copy * appeals}, 'B' || ${copy} || '-' || number, source, ${`bench:${copy}:`} || source_id, track, kind, CASE WHEN closed_at IS NULL AND ${life > 0} THEN 'answered' ELSE status END,
          channel, category, district, department, executor, language, replace(text, ' ' || (1 + id % 9) || '-', ' ' || (11 + (id * 13 + ${copy * 17}) % 180) || '-') || ' ' || ${tx.unsafe(rareWord.replace("%copy%", String(copy)))}, applicant + ${copy * people},
          received_at - back, registered_at - back, due_at - back, due_basis, extended_at - back, CASE WHEN closed_at IS NULL AND ${life > 0} THEN coalesce(due_at, received_at + interval '9 days') ELSE closed_at END - back,
          CASE WHEN closed_at IS NULL AND ${life > 0} THEN 'explained' ELSE outcome END, round, version, 1
        FROM private.appeal, (SELECT make_interval(days => ${life * lifeDays}, mins => ${copy * 3}) AS back) b WHERE id <= ${take}`;
      await tx`INSERT INTO private.event (appeal, seq, at, kind, after, hash) SELECT id, 1, received_at, 'received', '{"status":"received"}', '' FROM private.appeal WHERE id > ${copy * appeals} AND id <= ${(copy + 1) * appeals}`;
    });
    written += take;
    if (copy % copies === 0 || written >= cases) say(`${written} cases`);
  }
  // Every twenty-fifth case is worked on by another department too.
  await owner`INSERT INTO private.co_executor (appeal, round, department, task, internal_due)
    SELECT a.id, 1, d.code, 'Өз бөлігіңізді қараңыз', (a.received_at + interval '9 days')::date FROM private.appeal a
    CROSS JOIN LATERAL (SELECT code FROM private.department WHERE code IS DISTINCT FROM a.department AND a.id > 0 ORDER BY code OFFSET a.id / 25 % 12 LIMIT 1) d WHERE a.id % 25 = 0`;
  await owner`SET session_replication_role = DEFAULT`;
  await owner`SELECT setval(pg_get_serial_sequence('private.appeal', 'id'), (SELECT max(id) FROM private.appeal)), setval(pg_get_serial_sequence('private.person', 'id'), (SELECT max(id) FROM private.person))`;
  say("statistics");
  await owner`VACUUM ANALYZE`;
  await countWords();
  await owner`VACUUM ANALYZE private.word`;
  await owner`INSERT INTO private.setting (key, value) VALUES ('bench', ${cases}::int::text::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
}
