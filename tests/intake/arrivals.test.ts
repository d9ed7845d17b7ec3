import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type Taker, takeIn } from "#lib/intake/arrivals.ts";
import { enter } from "#lib/intake/conversation.ts";
import { takers } from "#lib/intake/takers.ts";
import { deliver, type Thing } from "#lib/resident/deliver.ts";
import { testDatabase } from "#tests/support/database.ts";
import { smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.source (code, name) VALUES ('test', 'Test')`;
});
afterEach(() => {
  delete takers.test;
  vi.restoreAllMocks();
});
afterAll(() => db.drop());

let n = 0;
const thing = (text: string, sender: string | null = "+77010000001"): Thing => ({ source: "test", sourceId: `t${++n}`, kind: "message", sender, original: { text } });
const speaks: Taker = async (tx, arrived, now) => ({
  state: "done", appeal: await enter(tx, arrived, {
    channel: "phone", at: arrived.arrivedAt, form: "text", text: (arrived.original as { text: string }).text, language: "kk",
    from: { name: "Айгүл", phone: arrived.sender, whatsapp: null, email: null },
  }, now),
});
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
const texts = async (sender: string) => (await db.owner`SELECT m.text FROM private.message m JOIN private.inbound i ON i.id = m.inbound WHERE i.sender = ${sender} ORDER BY m.id`).map((row) => row.text as string);

test("a delivery that is repeated, also many at once, is kept once", async () => {
  const one = thing("Жарық жоқ");
  const kept = await Promise.all(Array.from({ length: 20 }, () => deliver([one])));
  expect(kept.reduce((sum, count) => sum + count, 0)).toBe(1);
  await db.owner`DELETE FROM private.inbound`;
});

test("two workers take each sender's words in their order, and each thing once", async () => {
  takers.test = speaks;
  const senders = ["+77010000011", "+77010000012", "+77010000013"];
  await deliver(Array.from({ length: 15 }, (_, i) => thing(`сөз ${String(i).padStart(2, "0")}`, senders[i % 3]!)));
  await Promise.all([takeIn(), takeIn(), takeIn()]);
  for (const sender of senders) {
    const said = await texts(sender);
    expect(said).toHaveLength(5);
    expect(said).toEqual([...said].sort());
    // They are one conversation: one case.
    expect(await db.owner`SELECT DISTINCT appeal FROM private.inbound WHERE sender = ${sender} AND state = 'done'`).toHaveLength(1);
  }
});

test("what can't be taken in leaves nothing half made, is tried again, and is shown in the end instead of lost", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  takers.test = async (tx, arrived, now) => {
    await speaks(tx, arrived, now);
    throw new Error("the pipe burst");
  };
  await deliver([thing("Су ағып жатыр", "+77010000021")]);
  for (let hour = 0; hour < 10; hour++) await takeIn(later(hour * 60));
  const [row] = await db.owner`SELECT state, tries, last_error, original FROM private.inbound WHERE sender = '+77010000021'`;
  expect(row).toMatchObject({ state: "dead", tries: 8, last_error: "the pipe burst", original: { text: "Су ағып жатыр" } });
  expect(await db.owner`SELECT 1 FROM private.appeal WHERE text = 'Су ағып жатыр'`).toHaveLength(0);
});

test("what went wrong is told to the log and the administrator without a word of what was sent", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  takers.test = async (tx, arrived, now) => ({ state: "done", appeal: await enter(tx, arrived, { channel: "web", district: "nowhere", at: now, form: "text", text: "құпия сөз", language: "kk", from: { name: "Құпия", phone: null, whatsapp: null, email: null } }, now) });
  await deliver([thing("құпия сөз", "+77010000051")]);
  await takeIn();
  const [row] = await db.owner`SELECT last_error FROM private.inbound WHERE sender = '+77010000051'`;
  expect(row!.last_error).toBe("database 23503 appeal_district_fkey");
  expect(logged.mock.calls.flat().join(" ")).not.toContain("ұпия");
  await db.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE sender = '+77010000051'`;
});

test("a flood from one sender is slowed, not lost, and holds up nobody else", async () => {
  takers.test = speaks;
  for (let i = 0; i < 30; i++) await deliver([thing(`спам ${i}`, "+77010000031")]);
  await deliver([thing("Көшеде шұңқыр", "+77010000032")]);
  await takeIn();
  expect(await texts("+77010000032")).toEqual(["Көшеде шұңқыр"]);
  expect((await texts("+77010000031")).length).toBeLessThan(30);
  await takeIn(later(60));
  expect(await texts("+77010000031")).toHaveLength(30);
});

test("what came is never changed afterwards, not even by its owner; erasing leaves nothing of it", async () => {
  await deliver([thing("өзгермейді", null)]);
  await expect(db.owner`UPDATE private.inbound SET original = '{"text":"басқа"}' WHERE original ->> 'text' = 'өзгермейді'`).rejects.toThrow(/not changed/);
  await db.owner`UPDATE private.inbound SET original = '{}', state = 'kept', try_at = NULL, done_at = now() WHERE original ->> 'text' = 'өзгермейді'`;
});

test("after seven quiet days, or once the case is closed, a new word is a new matter", async () => {
  takers.test = speaks;
  const sender = "+77010000041";
  await deliver([thing("Бірінші", sender)]);
  await takeIn();
  await deliver([thing("Жалғасы", sender)]);
  await takeIn(later(6 * 24 * 60));
  await deliver([thing("Басқа жайт", sender)]);
  await takeIn(later(14 * 24 * 60));
  const cases = await db.owner`SELECT appeal, count(*)::int AS n FROM private.inbound WHERE sender = ${sender} GROUP BY appeal ORDER BY appeal`;
  expect(cases.map((row) => row.n)).toEqual([2, 1]);
});
