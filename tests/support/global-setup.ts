import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { openDatabase } from "#db/database.ts";
import { migrateDatabase } from "#db/migrate.ts";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext { templateUrl: string }
}

/**
 * One migrated template a server; every test file clones it (tests/support/database.ts). Its name carries the hash of
 * the migrations, so a changed schema makes a new one.
 */
export default async function setup(project: TestProject) {
  const database = await openDatabase();
  const folder = path.join(process.cwd(), "db");
  const hash = createHash("sha256").update(readFileSync(path.join(folder, "roles.sql")));
  for (const file of readdirSync(path.join(folder, "migrations")).filter((name) => name.endsWith(".sql")).sort()) {
    hash.update(readFileSync(path.join(folder, "migrations", file)));
  }
  const name = `akimat_test_template_${hash.digest("hex").slice(0, 12)}`;
  const template = new URL(database.url);
  template.pathname = `/${name}`;

  const server = postgres(database.url, { max: 1, onnotice: () => {} });
  // What tests write needn't outlive a power cut.
  if (database.embedded) {
    await server`ALTER SYSTEM SET fsync = off`;
    await server`SELECT pg_reload_conf()`;
  }
  await server`SELECT pg_advisory_lock(hashtext('akimat test template'))`;
  const [found] = await server`SELECT 1 FROM pg_database WHERE datname = ${name}`;
  if (!found) {
    await server`CREATE DATABASE ${server(`${name}_new`)}`.catch((e) => { if (e.code !== "42P04") throw e; });
    const fresh = new URL(template);
    fresh.pathname += "_new";
    await migrateDatabase(fresh.href);
    await server.unsafe(`ALTER DATABASE "${name}_new" RENAME TO "${name}"`);
  }
  await server.end();
  project.provide("templateUrl", template.href);
  return () => database.close();
}
