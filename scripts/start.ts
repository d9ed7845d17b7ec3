import { parseArgs } from "node:util";
import postgres from "postgres";
import { setTimeout as sleep } from "node:timers/promises";
import { env, portalSecret, portalUrl } from "#env.ts";
import { openDatabase } from "#db/database.ts";
import { demoSecret } from "#db/demo/second-factor.ts";
import { demoAccounts, seedDemo } from "#db/demo/seed.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { secondFactorRoles } from "#lib/permissions.ts";
import { publishReference } from "#lib/release/reference.ts";
import { buildIfNeeded } from "#scripts/start/build.ts";
import { freeOrSay } from "#scripts/start/port.ts";
import { step } from "#scripts/start/progress.ts";
import { type Child, child, keepUp } from "#scripts/start/supervise.ts";
import { command, WayOut } from "#scripts/start/way-out.ts";

/**
 * `npm start [-- --demo]`: database, schema, city, build, server, releases – each once, each shown. `--dev` is `npm run dev`.
 * Everything started here ends here: on Ctrl-C the server first, then the release job, then PostgreSQL.
 */
await command(async () => {
  const { values } = parseArgs({ options: { demo: { type: "boolean" }, dev: { type: "boolean" } } });
  const endings: (() => Promise<unknown>)[] = [];
  let ending: Promise<void> | undefined;
  const end = (code: number) => (ending ??= (async () => {
    for (const stop of endings.reverse()) await stop().catch((error) => console.error(error));
    process.exit(code);
  })());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {
    if (!ending) console.log("\n  Ending …");
    void end(0);
  });

  try {
    console.log("\n  Open Akimat\n");
    await freeOrSay(env.PORT);
    const database = await step(env.DATABASE_URL ? "PostgreSQL at DATABASE_URL" : "PostgreSQL (embedded)", openDatabase);
    endings.push(() => database.close());
    await step("Schema and roles", () => migrateDatabase(database.url));
    const city = await loadCity(database.url, database.embedded || values.demo === true);
    if (!values.dev) await step("Build", buildIfNeeded);

    const environment = {
      DATABASE_URL: database.url, PORTAL_SECRET: portalSecret(), PORT: String(env.PORT), NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: values.dev ? "development" : "production",
    };
    let server: Child;
    const kept = keepUp(() => (server = child("scripts/serve.ts", values.dev ? ["--dev"] : [], environment)), (message) => {
      console.error(message);
      void end(1);
    });
    endings.push(() => kept.stop());
    await step("Server", () => new Promise<void>((resolve) => server.process.on("message", (said) => said === "listening" && resolve())));

    const jobs = keepUp(() => child("scripts/office-jobs.ts", [], environment), (message) => {
      console.error(message);
      void end(1);
    });
    endings.push(() => jobs.stop());

    announce(city);
    let job: Child | undefined;
    endings.push(async () => job?.stop());
    for (;;) {
      job = child("scripts/release-due.ts", [], environment);
      job.process.on("message", (state) => server.process.connected && server.process.send(state as object));
      await job.done;
      await sleep(60 * 60 * 1000); // each hour: is a release due?
    }
  } catch (error) {
    if (ending) return;
    for (const stop of endings.reverse()) await stop().catch(() => {});
    throw error;
  }
});

/** The city in the database, its reference data shown to the public side; an empty embedded database (or any with --demo) gets the demonstration city. */
async function loadCity(url: string, demo: boolean): Promise<{ name: string; demo: boolean }> {
  const owner = postgres(url, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  try {
    const known = () => owner<{ name: string; demo: boolean }[]>`
      SELECT coalesce(value->'name'->>'en', value->'name'->>'kk', value->'name'->>'ru') AS name, coalesce((value->>'demo')::boolean, false) AS demo
      FROM private.setting WHERE key = 'city'`.then((rows) => rows[0]);
    if (!(await known())) {
      if (!demo) throw new WayOut("This database holds no city yet. Begin a real one with `npm run setup -- CITY_DIR`, or load the demonstration city: npm start -- --demo");
      await step("Demonstration city", (say) => seedDemo(owner, say));
    }
    await publishReference();
    return (await known())!;
  } finally {
    await owner.end();
  }
}

function announce(city: { name: string; demo: boolean }): void {
  const address = portalUrl();
  console.log(`\n  ${city.name}${city.demo ? " (demonstration data)" : ""}: ${address}\n  Back-office: ${address}/office`);
  if (city.demo) {
    console.log("\n  Demonstration accounts (password for all: " + demoAccounts[0]!.password + ")");
    for (const { login, roles } of demoAccounts) console.log(`    ${login.padEnd(28)} ${roles.join(", ")}`);
    console.log(`  Second factor of ${secondFactorRoles.join(", ")}: the page shows the code; the key for an authenticator app is ${demoSecret}`);
  }
  console.log("\n  Ctrl-C ends everything.\n");
}
