import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Sql } from "postgres";
import { vi } from "vitest";
import { dataDir } from "#env.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { attackedCity, enter, startNumbers, type Case } from "#tests/release/attacked-city.ts";
import { testDatabase } from "#tests/support/database.ts";

/** All that a publication put before the public: the open tables row by row, and each file. Records as a multiset: their order is chance. */
export type Everything = { tables: Record<string, string[]>; files: Record<string, string> };

const openTables = ["city", "district", "category", "code", "series_grain", "release", "figure_count", "figure_outcome", "record_class", "rating_count"];

/** A city of its own in a fresh database, with these cases entered and published on these days; what happens `before` comes after the cases; the clock stands, so that nothing differs by the hour. */
export async function publishAfresh<T>(code: string, cases: readonly Case[], days: readonly string[], look: (owner: Sql) => Promise<T>, before: (owner: Sql) => Promise<void> = async () => {}): Promise<Everything & { seen: T }> {
  const db = await testDatabase();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2025-09-01T00:00:00Z") });
  const folder = path.join(dataDir, "releases", code);
  rmSync(folder, { recursive: true, force: true });
  try {
    startNumbers();
    await attackedCity(db.owner, code);
    await enter(db.owner, cases);
    await before(db.owner);
    for (const asOf of days) await publishRelease({ asOf });
    const files = Object.fromEntries(readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()
      .filter((name) => /\.(csv|json|xlsx)$/.test(name)).map((name) => [name, text(path.join(folder, name))]));
    const tables: Record<string, string[]> = {};
    for (const table of openTables) {
      const rows = await db.owner<{ row: string }[]>`SELECT to_jsonb(t)::text AS row FROM ${db.owner(`open.${table}`)} t`;
      // The records' checksums differ with their order, and with them the lists of all checksums.
      tables[table] = rows.map(({ row }) => row.replaceAll(/\{[^{}]*(appeals-records|datapackage|SHA256SUMS)[^{}]*\}/g, "by chance")).sort();
    }
    return { tables, files, seen: await look(db.owner) };
  } finally {
    vi.useRealTimers();
    await db.drop();
  }
}

function text(file: string): string {
  if (file.endsWith(".xlsx")) return readFileSync(file, "base64");
  const whole = readFileSync(file, "utf8");
  if (path.basename(file) === "datapackage.json") {
    const { resources, ...rest } = JSON.parse(whole) as { resources: { path: string; bytes?: number; hash?: string }[] };
    // As above: the records' sizes and checksums go with their order.
    return JSON.stringify({ ...rest, resources: resources.map(({ bytes, hash, ...resource }) => (resource.path.startsWith("appeals-records") ? resource : { ...resource, bytes, hash })) });
  }
  return path.basename(file).startsWith("appeals-records") ? whole.split("\r\n").sort().join("\r\n") : whole;
}
