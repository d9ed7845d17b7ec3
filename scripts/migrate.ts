import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { step } from "#scripts/start/progress.ts";
import { command } from "#scripts/start/way-out.ts";

/** `npm run migrate`: brings the database to the newest schema and states its grants. `npm start` does it by itself. */
await command(async () => {
  const database = await openDatabase();
  try {
    await step("Schema and roles", () => migrateDatabase(database.url));
  } finally {
    await database.close();
  }
});
