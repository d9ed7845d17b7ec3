import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { dataDir } from "#env.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { ratingsOf } from "#lib/stats/ratings.ts";
import { currentRelease } from "#lib/stats/release.ts";
import { someCases, type Case } from "#tests/release/attacked-city.ts";
import { addCases, smallCity } from "#tests/release/city.ts";
import { publishAfresh } from "#tests/release/published.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const [month, count] of [["2025-01", 60], ["2025-02", 60], ["2025-03", 60], ["2025-04", 60]] as const) await addCases(db.owner, month, count, Number(month.slice(5)));
}, 60_000);
afterAll(() => db.drop());

const answered = async (month: string) => (await db.owner<{ id: number }[]>`
  SELECT id::int FROM private.appeal WHERE status = 'answered' AND to_char(received_at, 'YYYY-MM') = ${month} ORDER BY id`).map(({ id }) => id);
const rate = (appeal: number, answer: string, at: string, round = 1) => db.owner`INSERT INTO private.rating (appeal, round, answer, at) VALUES (${appeal}, ${round}, ${answer}, ${at})`;

test("a quarter's ratings freeze with its outcomes: the last word of each applicant before that day, whichever round; later words count nowhere", async () => {
  const [january, april] = [await answered("2025-01"), await answered("2025-04")];
  for (const [i, id] of january.slice(0, 30).entries()) await rate(id, i < 14 ? "yes" : i < 22 ? "partly" : "no", "2025-03-01T05:00:00Z");
  await rate(january[0]!, "no", "2025-03-02T05:00:00Z"); // changed his mind
  await rate(january[1]!, "partly", "2025-03-02T05:00:00Z", 2); // answered anew
  await rate(january[30]!, "yes", "2025-05-06T05:00:00Z"); // after the freeze
  await rate(april[0]!, "yes", "2025-05-01T05:00:00Z"); // another quarter
  for (const day of ["2025-02-06", "2025-03-06", "2025-04-06"]) await publishRelease({ asOf: day });
  expect(await db.owner`SELECT 1 FROM open.rating_count`).toHaveLength(0);
  await publishRelease({ asOf: "2025-05-06" });
  const release = (await currentRelease(openDb()))!;
  expect(await ratingsOf(release)).toEqual([{
    quarter: "2025-Q1", rated: 30, rated_status: "", solved: 12, partly_solved: 9, not_solved: 9, solved_status: "",
  }]);
  const file = readFileSync(path.join(dataDir, "releases", "testville", release.id, "ratings.csv"), "utf8");
  expect(file).toBe("quarter,rated,rated_status,solved,partly_solved,not_solved,solved_status,data_kind\r\n2025-Q1,30,,12,9,9,,demonstration\r\n");
}, 60_000);

test("what is out is frozen, and a release knows only the quarters up to its own", async () => {
  await expect(db.owner`UPDATE open.rating_count SET yes = 13`).rejects.toThrow();
  await expect(db.owner`DELETE FROM open.rating_count`).rejects.toThrow();
  await expect(db.owner`INSERT INTO open.rating_count VALUES ('2024-Q4', 'x', 30, '', 20, NULL, 6, 'c')`).rejects.toMatchObject({ code: "23514" }); // one alone withheld is the rest
  await expect(db.owner`INSERT INTO open.rating_count VALUES ('2024-Q4', 'x', 30, '', 20, 4, 6, '')`).rejects.toMatchObject({ code: "23514" });
  const first = (await db.owner<{ id: string; seq: number }[]>`SELECT id, seq FROM open.release ORDER BY seq LIMIT 1`)[0]!;
  expect(await ratingsOf(first)).toEqual([]);
});

test("a quarter of a source that ended before could not be asked: x, not a number", async () => {
  await db.owner`UPDATE private.source SET observed_until = '2025-05-01T00:00:00Z' WHERE code = 'portal'`;
  for (const id of (await answered("2025-04")).slice(0, 20)) await rate(id, "yes", "2025-05-02T05:00:00Z");
  for (const month of ["2025-05", "2025-06", "2025-07"]) await addCases(db.owner, month, 60, Number(month.slice(5)));
  for (const day of ["2025-06-06", "2025-07-06", "2025-08-06"]) await publishRelease({ asOf: day });
  expect((await ratingsOf((await currentRelease(openDb()))!)).at(-1)).toEqual({
    quarter: "2025-Q2", rated: null, rated_status: "x", solved: null, partly_solved: null, not_solved: null, solved_status: "x",
  });
}, 60_000);

test("no answers, and fewer than five, are the same to the byte in every table and file", async () => {
  const days = ["2025-02-06", "2025-03-06", "2025-04-06", "2025-05-06"];
  const cases: readonly Case[] = ["2025-01", "2025-02", "2025-03"].flatMap((month, i) => someCases(month, 60, i + 1));
  const rated = (n: number) => async (owner: Parameters<Parameters<typeof publishAfresh>[3]>[0]) => {
    await owner`INSERT INTO private.rating (appeal, round, answer, at) SELECT id, 1, 'no', '2025-02-20T05:00:00Z' FROM private.appeal WHERE status = 'answered' ORDER BY id LIMIT ${n}`;
  };
  const [none, four] = [await publishAfresh("none", cases, days, async () => null, rated(0)), await publishAfresh("none", cases, days, async () => null, rated(4))];
  expect(none.tables.rating_count).toHaveLength(1);
  expect(four.tables).toEqual(none.tables);
  expect(four.files).toEqual(none.files);
  const six = await publishAfresh("none", cases, days, async () => null, rated(6));
  expect(six.tables.rating_count).not.toEqual(none.tables.rating_count);
}, 120_000);
