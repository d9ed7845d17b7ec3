import { afterAll, beforeAll, describe, expect, test } from "vitest";
import postgres from "postgres";
import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { type Role, roleUrl, roles } from "#db/roles.ts";
import { globSync } from "node:fs";
import path from "node:path";
import * as openTables from "#db/open.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const as = {} as Record<Role, postgres.Sql>;
beforeAll(async () => {
  db = await testDatabase();
  for (const role of roles) as[role] = postgres(roleUrl(db.url, role), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  for (const role of roles) await as[role].end();
  await db.drop();
});

const columns = (schema: string) => db.owner<{ table: string; column: string }[]>`
  SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = ${schema}`;
const refused = async (query: Promise<unknown>) => expect(await query.then(() => "allowed", (e) => e.code)).toBe("42501");

describe("the public role reads open and nothing else", () => {
  test("every column of every private table is refused", async () => {
    const all = await columns("private");
    expect(all.length).toBeGreaterThan(100);
    for (const { table, column } of all) await refused(as.public.unsafe(`SELECT "${column}" FROM private."${table}" LIMIT 1`));
  });
  test("every open table is readable, none is writable", async () => {
    for (const table of new Set((await columns("open")).map((c) => c.table))) {
      await as.public.unsafe(`SELECT 1 FROM open."${table}" LIMIT 1`);
      await refused(as.public.unsafe(`DELETE FROM open."${table}"`));
      await refused(as.public.unsafe(`INSERT INTO open."${table}" DEFAULT VALUES`));
    }
  });
  test("resident functions are refused", () => refused(as.public`SELECT resident.track('\\x00', '\\x01')`));
});

describe("the resident role executes named functions and reads no table", () => {
  test("tracking answers", async () => expect(await as.resident`SELECT resident.track('\\x00', '\\x01') AS found`).toEqual([{ found: { case: null } }]));
  test("every table of private and open is refused", async () => {
    for (const schema of ["private", "open"]) {
      for (const { table, column } of await columns(schema)) {
        await refused(as.resident.unsafe(`SELECT "${column}" FROM ${schema}."${table}" LIMIT 1`));
      }
    }
  });
});

describe("the release role", () => {
  test.each(["text", "applicant", "executor", "tracking_hash", "number"])("cannot read appeal.%s", (column) =>
    refused(as.release.unsafe(`SELECT "${column}" FROM private.appeal LIMIT 1`)));
  test.each(["person", "answer", "event", "staff", "session"])("cannot read %s", (table) =>
    refused(as.release.unsafe(`SELECT 1 FROM private."${table}" LIMIT 1`)));
  test("cannot rewrite what is frozen", async () => {
    await refused(as.release`UPDATE open.figure_count SET received = 1`);
    await refused(as.release`DELETE FROM open.release`);
    await refused(as.release`UPDATE private.frozen SET month = '2026-01-01'`);
  });
});

describe("the office role", () => {
  test("cannot rewrite history", async () => {
    await refused(as.office`UPDATE private.event SET reason = 'x'`);
    await refused(as.office`DELETE FROM private.event`);
    await refused(as.office`DELETE FROM private.appeal`);
  });
  // What a resident said and when, who proposed, whose session: what no command changes, a stolen connection can't change either.
  test.each([
    ["appeal", ["number", "source", "source_id", "import_run", "channel", "language", "text", "received_at", "history_seq", "history_hash", "erased_at"]],
    ["proposal", ["appeal", "act", "detail", "reason", "proposed_by", "proposed_at"]], ["session", ["staff", "created_at", "expires_at", "device", "method"]],
    ["staff", ["login", "created_at"]], ["person", ["created_at"]], ["answer", ["text", "written_by", "outcome", "language"]], ["outbox", ["text", "subject", "key", "appeal"]],
    ["booking", ["appeal", "booked_by"]], ["applicant_look", ["staff", "at"]], ["applicant_search", ["staff", "people"]], ["escalation", ["at", "level"]], ["assignment", ["instruction", "assigned_by"]],
    ["template_version", ["text", "written_by"]], ["office_event", ["after"]], ["office_event_head", ["seq"]], ["past_round", ["outcome"]], ["recovery_code", ["hash"]],
    ["inbound", ["source", "source_id", "kind", "sender", "original", "arrived_at", "number", "tracking_hash"]], ["message", ["text", "at", "channel", "inbound", "outbox"]], ["attachment", ["inbound", "media_id", "expected_sha256"]],
    ["rating", ["answer", "reason", "round"]], ["announcement", ["problem", "ref"]], ["open311_client", ["name", "key_hash"]],
  ])("cannot rewrite %s: %j", async (table, columns) => {
    for (const column of columns) await refused(as.office.unsafe(`UPDATE private."${table}" SET "${column}" = NULL WHERE false`));
  });
  test("cannot read the open schema", () => refused(as.office`SELECT 1 FROM open.release`));
});

test("what runs with the owner's rights looks names up in no schema but ours, and no function is everybody's", async () => {
  const functions = await db.owner<{ name: string; definer: boolean; path: string | null; everybody: boolean }[]>`
    SELECT p.oid::regprocedure::text AS name, p.prosecdef AS definer, (SELECT c FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS path,
      EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0) AS everybody
    FROM pg_proc p WHERE p.pronamespace IN ('private'::regnamespace, 'open'::regnamespace, 'resident'::regnamespace)`;
  expect(functions.filter((one) => one.definer).length).toBeGreaterThan(15);
  expect(functions.filter((one) => one.definer && one.path !== "search_path=pg_catalog, private").map((one) => one.name)).toEqual([]);
  expect(functions.filter((one) => one.everybody).map((one) => one.name)).toEqual([]);
});

test("nobody creates anything in any schema", async () => {
  for (const role of roles) for (const schema of ["public", "private", "open", "resident"]) {
    await refused(as[role].unsafe(`CREATE TABLE ${schema}.intruder (x int)`));
  }
});

test("even the owner cannot rewrite a frozen row or an event", async () => {
  for (const table of ["open.release", "open.figure_count", "open.figure_outcome", "open.record_class", "open.series_grain", "private.event"]) {
    await expect(db.owner.unsafe(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
  }
});

test("drizzle's tables are the database's tables, column by column", async () => {
  const areas = await Promise.all(globSync("db/{private.ts,private/*.ts}").map((file) => import(path.resolve(file)) as Promise<object>));
  for (const [schema, module] of [["private", Object.assign({}, ...areas) as object], ["open", openTables]] as const) {
    const declared = Object.values(module).filter((value) => typeof value === "object" && Symbol.for("drizzle:Name") in (value as object))
      .flatMap((table) => {
        const config = getTableConfig(table as PgTable);
        return config.columns.map((c) => `${config.name}.${c.name} ${c.notNull ? "not null" : "null"}`);
      });
    const real = await db.owner<{ line: string }[]>`SELECT table_name || '.' || column_name || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE ' null' END AS line
      FROM information_schema.columns WHERE table_schema = ${schema}`;
    expect(declared.sort()).toEqual(real.map((r) => r.line).sort());
  }
});
