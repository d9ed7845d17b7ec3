import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { privateDb } from "#db/private.ts";
import { verifyChain } from "#lib/audit.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

/** A case with seven events, damaged by somebody who may do everything but compute the chain anew. */
async function damaged(damage: (id: number) => Promise<unknown>) {
  const id = await makeCase(db.owner);
  for (let n = 0; n < 6; n++) await db.owner`INSERT INTO private.event (appeal, kind, after, reason) VALUES (${id}, 'status', ${db.owner.json({ n })}, 'why')`;
  await db.owner`ALTER TABLE private.event DISABLE TRIGGER USER`;
  await damage(id);
  await db.owner`ALTER TABLE private.event ENABLE TRIGGER USER`;
  return verifyChain(id);
}

test("the office can't choose when something happened", async () => {
  const id = await makeCase(db.owner);
  await privateDb().execute(sql`INSERT INTO private.event (appeal, kind, at, hash) VALUES (${id}, 'status', '2020-01-01', '')`);
  await privateDb().execute(sql`INSERT INTO private.office_event (seq, kind, subject, at, hash) VALUES (0, 'staff', 'x', '2020-01-01', '')`);
  const rows = await db.owner<{ at: Date }[]>`SELECT at FROM private.event WHERE appeal = ${id} AND kind = 'status' UNION ALL SELECT at FROM private.office_event`;
  for (const { at } of rows) expect(at.getFullYear()).toBeGreaterThan(2025);
  expect(rows).toHaveLength(2);
});

test("an untouched history is whole", async () => expect(await damaged(async () => {})).toEqual([]));
test.each(["reason = 'other'", "actor = NULL, at = at + interval '1 microsecond'", "after = '{\"n\": 9}'", "kind = 'x'", "before = '{}'"])("edited: %s", async (change) => {
  for (const seq of [1, 4, 7]) {
    const found = await damaged((id) => db.owner.unsafe(`UPDATE private.event SET ${change} WHERE appeal = ${id} AND seq = ${seq}`));
    expect(found[0]).toMatchObject({ seq, fault: "edited" });
  }
});
test("a hash written over", async () => {
  for (const seq of [1, 4, 7]) {
    const found = await damaged((id) => db.owner.unsafe(`UPDATE private.event SET hash = sha256('x') WHERE appeal = ${id} AND seq = ${seq}`));
    expect(found[0]!.seq).toBe(seq);
  }
});
test("an edit whose hash was computed anew does not follow into the next row, nor from the case", async () => {
  const rehash = (seq: number) => (id: number) => db.owner.unsafe(`UPDATE private.event e SET reason = 'new', hash = private.event_hash(ROW(e.appeal, e.seq, e.at, e.actor, e.kind, e.before, e.after, 'new', e.prev, e.hash)::private.event) WHERE appeal = ${id} AND seq = ${seq}`);
  expect((await damaged(rehash(3)))[0]).toMatchObject({ seq: 4, fault: "unlinked" });
  expect((await damaged(rehash(7)))[0]).toMatchObject({ seq: 7, fault: "tail" });
});
test.each([[1, 2, "missing"], [4, 5, "missing"], [7, 7, "tail"]])("row %i removed", async (seq, shown, fault) => {
  const found = await damaged((id) => db.owner.unsafe(`DELETE FROM private.event WHERE appeal = ${id} AND seq = ${seq}`));
  expect(found[0]).toMatchObject({ seq: shown, fault });
});
test("all rows removed", async () => {
  const found = await damaged((id) => db.owner.unsafe(`DELETE FROM private.event WHERE appeal = ${id}`));
  expect(found[0]).toMatchObject({ fault: "tail" });
});
