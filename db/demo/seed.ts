import { fileURLToPath } from "node:url";
import type { Sql, TransactionSql } from "postgres";
import { namedAccounts } from "#db/demo/accounts.ts";
import { cityLife } from "#db/demo/generate/city-life.ts";
import { writeLife } from "#db/demo/write-life.ts";
import { writeRouting } from "#db/demo/write-routing.ts";
import { writeOutbox } from "#db/demo/write-outbox.ts";
import { writeProblems } from "#db/demo/write-problems.ts";
import { writeRatings } from "#db/demo/write-ratings.ts";
import { writeReception } from "#db/demo/write-reception.ts";
import { writeStaff } from "#db/demo/write-staff.ts";
import { loadCity, readCity } from "#db/reference/load-city.ts";
import { publishReference } from "#lib/release/reference.ts";

/** The demonstration's today; its data begin with a quarter and end on the evening before. */
export const demoDays = { first: "2024-10-01", last: "2026-11-22", asOf: "2026-11-23" };

/** What to sign in with: one account a role. */
export const demoAccounts = namedAccounts;

/** The database already holds a city: the demonstration never mixes with anything. */
export class HoldsCity extends Error {
  constructor(name: string) {
    super(`This database already holds a city (${name}). The demonstration city needs an empty database of its own.`);
  }
}

/**
 * Loads the demonstration city in one transaction, then shows its districts and categories to the public side.
 * Interrupted, it leaves the database as it was, or lacks the second, quick part, which the next call makes good.
 * @throws HoldsCity when there is a city already
 */
export async function seedDemo(owner: Sql, say: (progress: string) => void = () => {}): Promise<{ appeals: number }> {
  const appeals = await owner.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtext('open-akimat seed'))`;
    const [held] = await tx<{ name: string; demo: boolean; shown: boolean }[]>`
      SELECT coalesce(value->'name'->>'en', value->>'code', 'unnamed') AS name, coalesce((value->>'demo')::boolean, false) AS demo,
        EXISTS (SELECT 1 FROM open.city) AS shown FROM private.setting WHERE key = 'city'`;
    if (held && (held.shown || !held.demo)) throw new HoldsCity(held.name);
    return held ? countAppeals(tx) : load(tx, say);
  });
  await publishReference();
  return { appeals };
}

async function load(tx: TransactionSql, say: (progress: string) => void): Promise<number> {
  const city = readCity(fileURLToPath(new URL("./city", import.meta.url)));
  say("reference data");
  await loadCity(tx, city, { demo: true });
  await tx`INSERT INTO private.setting (key, value) VALUES ('demo', ${tx.json({ asOf: demoDays.asOf })})`;
  await tx`INSERT INTO private.setting (key, value) VALUES ('retention', ${tx.json({ appealMonths: 60, signalMonths: 60 })})`;
  const people = await writeStaff(tx, city.rows.departments.map(({ row }) => row.code));
  say("two years of appeals");
  const life = cityLife(city, people, demoDays.first, demoDays.last);
  await writeLife(tx, life, say);
  await writeReception(tx);
  await writeRouting(tx);
  await writeProblems(tx);
  await writeOutbox(tx, { ...city.settings, demo: true }, demoDays.asOf);
  await writeRatings(tx, demoDays.asOf);
  return life.stories.length;
}

async function countAppeals(tx: TransactionSql): Promise<number> {
  const [counted] = await tx<{ n: number }[]>`SELECT count(*)::int AS n FROM private.appeal`;
  return counted!.n;
}
