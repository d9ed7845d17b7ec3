import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "#env.ts";
import { type Role, roleUrl } from "#db/roles.ts";

export type Database = PostgresJsDatabase & { $client: postgres.Sql };

/** The owner's address. @throws when none is known: commands get it from db/database.ts, the server from `npm start`. */
export function ownerUrl(): string {
  if (!env.DATABASE_URL) throw new Error("No database: DATABASE_URL is not set. `npm start` sets it for the embedded one.");
  return env.DATABASE_URL;
}

const open = new Map<string, Database>();

/** The process's one pool for a role. Next's development server reloads modules, hence the global. */
export function connectAs(role: Role, url = ownerUrl(), max = 10): Database {
  const pools = ((globalThis as { openAkimatPools?: typeof open }).openAkimatPools ??= open);
  const key = `${role} ${url}`;
  const known = pools.get(key);
  if (known) return known;
  const client = postgres(roleUrl(url, role), {
    max, onnotice: () => {}, connect_timeout: 10,
    connection: { TimeZone: "UTC", application_name: `open-akimat ${role}` },
  });
  const database = drizzle(client) as Database;
  pools.set(key, database);
  return database;
}

/** Ends every pool of this process; commands call it last. */
export async function disconnect(): Promise<void> {
  const pools = (globalThis as { openAkimatPools?: typeof open }).openAkimatPools ?? open;
  await Promise.all([...pools.values()].map((database) => database.$client.end({ timeout: 5 })));
  pools.clear();
}
