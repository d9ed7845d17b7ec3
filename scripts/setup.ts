import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { openDatabase } from "#db/database.ts";
import { CityError, readCity } from "#db/reference/load-city.ts";
import { Refusal } from "#lib/errors.ts";
import { SetupRefused, setUpCity } from "#lib/setup.ts";
import { command, WayOut } from "#scripts/start/way-out.ts";

const usage = "Usage: npm run setup -- CITY_DIR [--admin-login LOGIN] [--admin-name NAME]     (docs/importing.md)";

/** `npm run setup`: how a real city begins. */
await command(async () => {
  const { positionals: [directory], values } = parseArgs({
    allowPositionals: true,
    options: { "admin-login": { type: "string", default: "admin" }, "admin-name": { type: "string", default: "Administrator" } },
  });
  if (!directory) throw new WayOut(usage);
  if (!existsSync(directory)) throw new WayOut(`There is no folder ${directory}.\n${usage}`);
  const admin = { login: values["admin-login"], name: values["admin-name"] };
  const database = await openDatabase();
  try {
    const city = readCity(directory);
    const { password } = await setUpCity(database.url, city, admin);
    for (const warning of city.warnings) console.warn(`Warning: ${warning}`);
    const { rows } = city;
    console.log(`${city.settings.name[city.settings.language]}: ${rows.districts.length} districts, ${rows.categories.length} categories, `
      + `${rows.departments.length} departments, ${rows.channels.length} channels, ${rows.calendar.length} calendar days.`);
    console.log(`Administrator: ${admin.login}\nOne-time password (shown once, changed at the first sign-in): ${password}`);
    console.log("Next: `npm run import -- FILE --map MAP.json` for cases you have already, `npm start` for the portal.");
  } catch (error) {
    if (error instanceof CityError || error instanceof SetupRefused) throw new WayOut(error.message);
    if (error instanceof Refusal) throw new WayOut(error.say("en"));
    throw error;
  } finally {
    await database.close();
  }
});
