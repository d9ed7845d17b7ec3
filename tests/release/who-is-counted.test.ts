import { afterAll, beforeAll, expect, test } from "vitest";
import { publishRelease } from "#lib/release/publish.ts";
import { addCases, smallCity } from "#tests/release/city.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await addCases(db.owner, "2025-01", 40, 1);
});
afterAll(() => db.drop());

test("spam, a person's duplicate and the redirected part of a case are not counted; the whole case, redirected or not, is", async () => {
  const copy = (number: string, status: string, parent: boolean) => db.owner`
    INSERT INTO private.appeal (number, source, source_id, track, kind, status, channel, category, district, language, received_at, closed_at, parent)
    SELECT ${number}, source, ${number}, 'appeal', 'application', ${status}, channel, category, district, language, received_at, received_at + interval '1 day', CASE WHEN ${parent} THEN id END
    FROM private.appeal ORDER BY id LIMIT 1`;
  await copy("spam", "spam", false);
  await copy("duplicate", "merged", true);
  await copy("part", "redirected", true);
  await copy("whole", "redirected", false);
  await publishRelease({ asOf: "2025-02-06" });
  expect(await db.owner`SELECT received FROM open.figure_count WHERE period = '2025-01' AND channel = 'all' AND category = 'all' AND district = 'all'`).toEqual([{ received: 41 }]);
});
