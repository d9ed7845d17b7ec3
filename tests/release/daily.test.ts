import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { env } from "#env.ts";
import { publishDays } from "#lib/release/daily.ts";
import { publishReference } from "#lib/release/reference.ts";
import { addCases, smallCity } from "#tests/release/city.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await publishReference();
  await db.owner`UPDATE open.city SET first_day = '2025-01-01'`;
  await db.owner`INSERT INTO open.release (id, seq, as_of, published_at, correction, changes, files) VALUES ('2025-01-06', 1, '2025-01-06', now(), false, '{}', '[]')`;
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.owner`ALTER TABLE open.daily DISABLE TRIGGER USER`;
  await db.owner`DELETE FROM open.daily`;
  await db.owner`ALTER TABLE open.daily ENABLE TRIGGER USER`;
  await db.owner`DELETE FROM private.past_round`;
  await db.owner`DELETE FROM private.appeal`;
  await db.owner`UPDATE private.source SET observed_until = NULL`;
});

const days = () => db.owner<{ day: string; received: number; answered: number | null; answered_status: string }[]>`SELECT day::text, received, answered, answered_status FROM open.daily ORDER BY day`;
const one = async (facts: Record<string, unknown>) => (await db.owner`INSERT INTO private.appeal ${db.owner({
  number: crypto.randomUUID(), source: "portal", source_id: crypto.randomUUID(), track: "signal", status: "in_work", channel: "web", language: "en", ...facts })} RETURNING id`)[0]!.id as string;

test("each day since the first case, also one on which nothing came, up to yesterday", async () => {
  await addCases(db.owner, "2025-01", 200, 1);
  await publishDays("2025-01-29");
  const told = await days();
  const truth = await db.owner<{ day: string; n: number }[]>`SELECT (received_at AT TIME ZONE 'Asia/Almaty')::date::text AS day, count(*)::int AS n FROM private.appeal GROUP BY 1 ORDER BY 1`;
  expect(told.reduce((sum, row) => sum + row.received, 0)).toBeLessThanOrEqual(200);
  for (const { day, received } of told) expect(received, day).toBe(truth.find((row) => row.day === day)?.n ?? 0);
  const span = (Date.parse(told.at(-1)!.day) - Date.parse(told[0]!.day)) / 864e5 + 1;
  expect(told).toHaveLength(span); // no day is left out
  expect(told.at(-1)!.day < "2025-01-29").toBe(true);
  const answered = await db.owner`SELECT (closed_at AT TIME ZONE 'Asia/Almaty')::date::text AS day, count(*)::int AS n FROM private.appeal WHERE status = 'answered' GROUP BY 1`;
  for (const row of told) expect(row.answered, row.day).toBe(answered.find(({ day }) => day === row.day)?.n ?? 0);
});

test("a day that is published stays as it is; what comes late for it is not told", async () => {
  await addCases(db.owner, "2025-01", 200, 2);
  await publishDays("2025-01-20");
  const before = await days();
  await addCases(db.owner, "2025-01", 50, 3);
  expect(await publishDays("2025-01-20")).toBeUndefined();
  await publishDays("2025-01-22");
  expect((await days()).slice(0, before.length)).toEqual(before);
  await expect(db.owner`UPDATE open.daily SET received = 1`).rejects.toThrow(/append-only/);
  await expect(db.owner`DELETE FROM open.daily`).rejects.toThrow(/append-only/);
});

test("before the first release nothing is told: an import may be half done", async () => {
  const empty = await testDatabase();
  try {
    await smallCity(empty.owner);
    await addCases(empty.owner, "2025-01", 100, 9);
    expect(await publishDays("2025-01-29")).toBeUndefined();
  } finally {
    await empty.drop();
  }
  env.DATABASE_URL = db.url;
});

test("two machines at once publish a day once", async () => {
  await addCases(db.owner, "2025-01", 100, 4);
  const said = await Promise.all([publishDays("2025-01-20"), publishDays("2025-01-20")]);
  expect(said.filter(Boolean)).toHaveLength(1);
});

test("the city's midnight divides the days", async () => {
  await addCases(db.owner, "2025-01", 40, 5);
  await one({ received_at: "2025-01-30T18:59:00Z" });
  await one({ received_at: "2025-01-30T19:01:00Z" });
  await publishDays("2025-02-05");
  expect((await days()).filter(({ day }) => day >= "2025-01-29").map(({ day, received }) => [day, received])).toEqual([["2025-01-29", 0], ["2025-01-30", 1], ["2025-01-31", 1]]);
});

test("silence after the newest case is not told as zeros: it waits until something has come", async () => {
  await addCases(db.owner, "2025-01", 60, 6);
  await publishDays("2025-03-01");
  const last = (await days()).at(-1)!.day;
  expect(last < "2025-02-01").toBe(true);
  await one({ received_at: "2025-03-03T07:00:00Z" });
  await publishDays("2025-03-04");
  const told = await days();
  expect(told.at(-1)).toMatchObject({ day: "2025-03-03", received: 1 });
  expect(told.find(({ day }) => day === "2025-02-20")).toMatchObject({ received: 0 });
});

test("spam and a person's own duplicate are no appeals; an appeal is answered once, by its first answer", async () => {
  await addCases(db.owner, "2025-01", 60, 7);
  for (const status of ["spam", "merged"]) await one({ status, received_at: "2025-01-30T07:00:00Z", closed_at: "2025-01-30T08:00:00Z" });
  const again = await one({ status: "answered", round: 2, received_at: "2025-01-30T07:00:00Z", closed_at: "2025-01-31T08:00:00Z" });
  await db.owner`INSERT INTO private.past_round (appeal, round, closed_at, reopened_at) VALUES (${again}, 1, '2025-01-30T09:00:00Z', '2025-01-30T12:00:00Z')`;
  await one({ received_at: "2025-01-31T07:00:00Z" });
  await publishDays("2025-02-01");
  const elsewhere = await db.owner`SELECT (closed_at AT TIME ZONE 'Asia/Almaty')::date::text AS day FROM private.appeal WHERE status = 'answered' AND round = 1`;
  const others = (day: string) => elsewhere.filter((row) => row.day === day).length;
  expect((await days()).slice(-2)).toEqual([
    { day: "2025-01-30", received: 1, answered: 1 + others("2025-01-30"), answered_status: "" }, { day: "2025-01-31", received: 1, answered: others("2025-01-31"), answered_status: "" }]);
});

test("a city that receives fewer than twenty in a quarter's length tells no day: its numbers would time single appeals", async () => {
  for (let n = 1; n <= 19; n++) await one({ received_at: `2025-01-${String(n).padStart(2, "0")}T07:00:00Z` });
  expect(await publishDays("2025-02-01")).toBeUndefined();
  await one({ received_at: "2025-01-25T07:00:00Z" });
  await publishDays("2025-02-01");
  expect((await days()).map(({ day }) => day)).toEqual(["2025-01-25"]);
});

test("once nobody observes how a source's cases go on, answers are not available", async () => {
  await addCases(db.owner, "2025-01", 60, 8);
  await db.owner`UPDATE private.source SET observed_until = '2025-01-20T19:00:00Z' WHERE code = 'portal'`;
  await publishDays("2025-01-29");
  for (const { day, answered, answered_status } of await days()) expect([day, answered === null, answered_status]).toEqual([day, day > "2025-01-20", day > "2025-01-20" ? "x" : ""]);
});
