import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { establishRoles } from "#db/roles.ts";

/** Brings a database to the newest schema and states its grants. Safe to run again and by several at once. */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  try {
    await owner`SELECT pg_advisory_lock(hashtext('open-akimat migrate'))`;
    const [version] = await owner<{ n: number }[]>`SELECT current_setting('server_version_num')::int AS n`;
    if (version!.n < 150000) throw new Error("The portal needs PostgreSQL 15 or newer; this server is older.");
    await migrate(drizzle(owner), { migrationsFolder: fileURLToPath(new URL("./migrations", import.meta.url)) });
    await establishRoles(owner);
  } finally {
    await owner.end();
  }
}
