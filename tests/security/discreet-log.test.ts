import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inspect } from "node:util";
import { privateDb } from "#db/private.ts";
import { discreet } from "#scripts/serve/discreet.ts";
import { isOutage } from "#lib/stats/outage.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => { db = await testDatabase(); });
afterAll(() => db.drop());

const phone = "+77015550199";
const failing = {
  "a query that PostgreSQL doesn't understand": () => privateDb().execute(sql`SELECT ${phone} FROM private.nothing`),
  "a value of the wrong form": () => privateDb().execute(sql`SELECT ${`${phone}\n    with a second line`}::date`),
  "a row that a rule refuses": () => privateDb().execute(sql`INSERT INTO private.staff (login, name, password_hash, department) VALUES (${phone}, ${phone}, ${phone}, ${phone})`),
  "one in a transaction": () => privateDb().transaction((tx) => tx.execute(sql`INSERT INTO private.staff (login, name, password_hash, department) VALUES (${phone}, ${phone}, ${phone}, ${phone})`)),
};

test.each(Object.entries(failing))("%s: the log says what failed and names no values", async (_, fail) => {
  const error = await fail().then(() => { throw new Error("It didn't fail."); }, (thrown: Error) => thrown);
  expect(inspect(error, { depth: 5 })).toContain("77015550199");
  const said = inspect(discreet(error), { depth: 5 });
  expect(said).not.toContain("77015550199");
  expect(said).toMatch(/Failed query: (SELECT|INSERT)/);
  expect(said).toMatch(/\n    at /);
  expect((error.cause as { code?: string }).code).toMatch(/^(42|22|23)/);
});

test("what isn't a query's error stays as it is, and an outage is still one", () => {
  const error = new Error("x: \"y\"");
  expect((discreet(error) as Error).message).toBe("x: \"y\"");
  expect(discreet("text")).toBe("text");
  expect(isOutage(discreet(Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" })))).toBe(true);
});
