import { parseArgs } from "node:util";
import { openDatabase } from "#db/database.ts";
import { disconnect } from "#db/connect.ts";
import { Refusal } from "#lib/errors.ts";
import { recoverAccount } from "#lib/staff/recover.ts";
import { command, WayOut } from "#scripts/start/way-out.ts";

const usage = "Usage: npm run account -- LOGIN --new-password | --reset-second-factor (or both)     (docs/operating.md)";

/** `npm run account`: lets somebody in again when no administrator can, for whoever owns the machine. */
await command(async () => {
  const { positionals: [login], values } = parseArgs({ allowPositionals: true, options: { "new-password": { type: "boolean", default: false }, "reset-second-factor": { type: "boolean", default: false } } });
  if (!login || !(values["new-password"] || values["reset-second-factor"])) throw new WayOut(usage);
  const database = await openDatabase();
  try {
    const { password } = await recoverAccount(login, { password: values["new-password"], secondFactor: values["reset-second-factor"] });
    if (values["reset-second-factor"]) console.log(`${login} has no second factor now and sets one up at the next sign-in. The sessions have ended.`);
    if (password) console.log(`One-time password (shown once, changed at the first sign-in): ${password}`);
  } catch (error) {
    if (error instanceof Refusal) throw new WayOut(error.code === "notFound" ? `There is no account ${login}.` : error.say("en"));
    throw error;
  } finally {
    await disconnect();
    await database.close();
  }
});
