// npm run seed: loads the demonstration city into an empty database. `npm start` does it by itself.
import postgres from "postgres";
import { openDatabase } from "#db/database.ts";
import { demoAccounts, HoldsCity, seedDemo } from "#db/demo/seed.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { step } from "#scripts/start/progress.ts";
import { command, WayOut } from "#scripts/start/way-out.ts";

await command(async () => {
  const database = await openDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  try {
    await step("Schema and roles", () => migrateDatabase(database.url));
    const { appeals } = await step("Demonstration city", (say) => seedDemo(owner, say));
    console.log(`  ${appeals} appeals, ${demoAccounts.length} accounts (password for all: ${demoAccounts[0]!.password}): ${demoAccounts.map(({ login }) => login).join(", ")}`);
  } catch (error) {
    throw error instanceof HoldsCity ? new WayOut(error.message) : error;
  } finally {
    await owner.end();
    await database.close();
  }
});
