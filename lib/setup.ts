import postgres, { type Sql } from "postgres";
import { migrateDatabase } from "#db/migrate.ts";
import { privateDb } from "#db/private.ts";
import type { City } from "#db/reference/city.ts";
import { loadCity } from "#db/reference/load-city.ts";
import { publishReference } from "#lib/release/reference.ts";
import { createStaff } from "#lib/staff/account.ts";

/** Why a database can't become a city's. */
export class SetupRefused extends Error {}

/**
 * Makes an empty database a city's: schema, reference data, the first administrator, the public codelists. A failure on
 * the way takes back what was written, so that the command can simply be called again.
 * @returns the administrator's one-time password, which is stored nowhere
 * @throws SetupRefused when the database holds a city or demonstration data
 */
export async function setUpCity(ownerUrl: string, city: City, admin: { login: string; name: string }): Promise<{ password: string }> {
  await migrateDatabase(ownerUrl);
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  try {
    await owner`SELECT pg_advisory_lock(hashtext('open-akimat setup'))`;
    await refuseFull(owner);
    try {
      await loadCity(owner, city);
      const { password } = await createStaff(privateDb(), { ...admin, roles: ["administrator"], department: null, mustChange: true });
      await publishReference();
      return { password };
    } catch (error) {
      await takeBack(owner);
      throw error;
    }
  } finally {
    await owner.end();
  }
}

async function refuseFull(owner: Sql): Promise<void> {
  const [city] = await owner<{ code: string; demo: boolean }[]>`SELECT value ->> 'code' AS code, coalesce((value ->> 'demo')::boolean, false) AS demo FROM private.setting WHERE key = 'city'`;
  if (city?.demo) throw new SetupRefused("This database holds demonstration data. A real city begins in an empty database: make another one and name it in DATABASE_URL (or another DATA_DIR for the embedded one).");
  if (city) throw new SetupRefused(`This database holds the city '${city.code}' already. One database holds one city; its reference data are changed in the back-office.`);
  const [left] = await owner<{ found: boolean }[]>`SELECT EXISTS (SELECT 1 FROM private.appeal) OR EXISTS (SELECT 1 FROM private.staff) AS found`;
  if (left!.found) throw new SetupRefused("This database is not empty: it holds cases or accounts, but no city. Begin with an empty one.");
}

/** Only what setup itself writes; the database was empty when it began. */
const written = ["private.template_version", "private.template", "private.staff_role", "private.staff", "private.calendar_day", "private.category", "private.district", "private.department",
  "private.channel", "private.source WHERE code = 'portal'", "private.setting", "open.category", "open.district", "open.code", "open.city"];

const takeBack = (owner: Sql) => owner.begin(async (tx) => {
  for (const table of written) await tx.unsafe(`DELETE FROM ${table}`);
});
