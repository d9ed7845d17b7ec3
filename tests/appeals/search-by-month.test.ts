import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListFilter, listCases } from "#lib/appeals/list.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

// A search goes through the months from the newest, by an index that knows departments and open cases. However it goes, it must
// find what a look at every case finds, in the same order, page after page.

type Made = { id: number; words: string[]; received: string; due: string | null; department: string | null; open: boolean; shared: boolean };
const vocabulary = ["жылу", "автобус", "мектеп", "қоқыс", "фонарь", "мост"];
const now = new Date("2026-11-20T06:00:00Z");

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, executor: Actor;
const made: Made[] = [];
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, executor] = [await official(db.owner, "registrar"), await official(db.owner, "executor", "heat")];
  for (let n = 0; n < 120; n++) {
    // Around the ends of months, in Greenwich and in the city; an old file's dates; many at one moment.
    const received = n < 3 ? `200${n}-01-01T00:00:00Z` : n % 4 === 0 ? `2026-0${1 + n % 9}-01T00:00:00Z` : new Date(Date.UTC(2024, n % 35, 0, 17 + n % 8, 59)).toISOString();
    const words = vocabulary.filter((_, at) => (n * 7 + at * 5) % (2 + at) === 0), open = n % 3 === 0;
    const one = { words, received, due: n % 5 ? `2026-12-${10 + n % 19}T18:59:59Z` : null, department: [null, "heat", "roads", "roads"][n % 4]!, open, shared: n % 10 === 3 };
    const id = await makeCase(db.owner, { text: words.join(", "), received_at: received, due_at: one.due, department: one.department, ...(open ? {} : { status: "answered", closed_at: "2026-11-19T05:00:00Z" }) });
    if (one.shared) await db.owner`INSERT INTO private.co_executor (appeal, round, department, task, internal_due) VALUES (${id}, 1, 'heat', 'Қараңыз', '2026-12-01')`;
    made.push({ id, ...one });
  }
});
afterAll(() => db.drop());

async function pages(actor: Actor, filter: ListFilter, size = 40): Promise<number[]> {
  const ids: number[] = [];
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listCases>> = await listCases(actor, { ...filter, ...(after ? { after } : {}) }, now, size);
    ids.push(...page.rows.map((row) => row.id));
    if (!(after = page.next)) return ids;
  }
}
const newest = (a: Made, b: Made) => Date.parse(b.received) - Date.parse(a.received) || b.id - a.id;
const soonest = (a: Made, b: Made) => Number(a.due === null) - Number(b.due === null)
  || (a.due === null ? Date.parse(a.received) - Date.parse(b.received!) : Date.parse(a.due) - Date.parse(b.due!)) || a.id - b.id;

describe.each(["registrar", "executor"] as const)("what the %s finds", (who) => {
  const actor = () => (who === "registrar" ? registrar : executor);
  const his = (one: Made) => who === "registrar" || one.department === "heat" || one.shared;
  test.each(["жылу", "автобус", "мост", "жылу автобус", "мектеп қоқыс мост", "жылу автобус мектеп қоқыс фонарь мост"])("%s: newest first, by deadline, with other filters", async (q) => {
    const hits = made.filter((one) => his(one) && q.split(" ").every((word) => one.words.includes(word)));
    expect(await pages(actor(), { q }, 7)).toEqual([...hits].sort(newest).map((one) => one.id));
    expect(await pages(actor(), { q, sort: "due" }, 5)).toEqual(hits.filter((one) => one.open).sort(soonest).map((one) => one.id));
    expect(await pages(actor(), { q, open: true })).toEqual(hits.filter((one) => one.open).sort(newest).map((one) => one.id));
    expect(await pages(actor(), { q, department: "roads" })).toEqual(hits.filter((one) => one.department === "roads").sort(newest).map((one) => one.id));
    expect(await pages(actor(), { q, department: "none" })).toEqual(hits.filter((one) => one.department === null).sort(newest).map((one) => one.id));
  });
});

test("a case goes on being found where it is now: given to another department, closed, dated anew", async () => {
  const id = await makeCase(db.owner, { text: "Жылу", department: "heat" });
  const finds = async (filter: ListFilter = {}) => (await pages(executor, { q: "жылу", ...filter })).includes(id);
  expect([await finds(), await finds({ open: true })]).toEqual([true, true]);
  await db.owner`UPDATE private.appeal SET closed_at = ${now}, status = 'answered', received_at = '1899-12-31T23:59:59Z' WHERE id = ${id}`;
  expect([await finds(), await finds({ open: true })]).toEqual([true, false]);
  expect((await pages(executor, { q: "жылу" })).at(-1)).toBe(id);
  await db.owner`UPDATE private.appeal SET department = 'roads' WHERE id = ${id}`;
  expect(await finds()).toBe(false);
});

test("words can't be made marks: nothing is found by what the index keeps beside them", async () => {
  for (const q of ["@heat", "@:open", "heat", "open"]) expect(await pages(executor, { q }), q).toEqual([]);
});
