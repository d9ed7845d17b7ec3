import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { disconnect } from "#db/connect.ts";
import { env } from "#env.ts";

/**
 * A database of this test file's own: a clone of the migrated template, real PostgreSQL, empty of city data.
 * Sets `env.DATABASE_URL`, so privateDb(), openDb(), airlockDb() and residentDb() work on it.
 * @example const db = await testDatabase(); afterAll(() => db.drop());
 */
export async function testDatabase(): Promise<{ url: string; owner: postgres.Sql; drop(): Promise<void> }> {
  const template = new URL(inject("templateUrl"));
  const name = `akimat_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  const maintenanceUrl = new URL(template);
  maintenanceUrl.pathname = "/postgres";
  const maintenance = postgres(maintenanceUrl.href, { max: 1, onnotice: () => {} });
  await maintenance.unsafe(`CREATE DATABASE "${name}" TEMPLATE "${template.pathname.slice(1)}"`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  env.DATABASE_URL = url.href;
  const owner = postgres(url.href, { max: 4, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  return {
    url: url.href,
    owner,
    async drop() {
      await disconnect();
      await owner.end();
      await maintenance.unsafe(`DROP DATABASE "${name}" WITH (FORCE)`);
      await maintenance.end();
    },
  };
}
