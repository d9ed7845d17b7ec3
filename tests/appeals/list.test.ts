import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListFilter, listCases } from "#lib/appeals/list.ts";
import { namesIn } from "#lib/appeals/list-filter.ts";
import { e164 } from "#lib/appeals/phone.ts";
import { standardViews, viewCounts } from "#lib/appeals/standard-view.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, executor: Actor;
const now = new Date("2026-11-20T06:00:00Z");
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  executor = await official(db.owner, "executor", "heat");
  const [person] = await db.owner`INSERT INTO private.person (name, phone) VALUES ('Асқар', '+77012345678') RETURNING id`;
  // Many at the same microsecond, and some a microsecond apart: what keyset paging trips over.
  for (let n = 0; n < 60; n++) {
    await makeCase(db.owner, {
      received_at: `2026-11-10 05:00:00.00000${n % 3}+00`, department: n % 2 ? "heat" : "roads", category: n % 3 ? "heating" : null, district: n % 5 ? "north" : "south",
      due_at: n % 4 ? `2026-11-1${n % 4}T18:59:59Z` : null, channel: n % 2 ? "phone" : "web",
    });
  }
  await makeCase(db.owner, { text: "Көшеде 100% қараңғы_жерде жарық жоқ", applicant: person!.id, number: "2026-000777" });
  await makeCase(db.owner, { text: "Батареялар суық", number: "2026-000778", status: "answered", closed_at: "2026-11-19T05:00:00Z", due_at: "2026-11-17T05:00:00Z" });
});
afterAll(() => db.drop());

async function all(actor: Actor, filter: ListFilter, size = 7): Promise<number[]> {
  const ids: number[] = [];
  for (let after: string | null = null, pages = 0; pages < 50; pages++) {
    const page = await listCases(actor, { ...filter, ...(after ? { after } : {}) }, now, size);
    ids.push(...page.rows.map((row) => row.id));
    if (!(after = page.next)) break;
  }
  return ids;
}

describe("keyset paging", () => {
  test.each([1, 7, 20, 100])("pages of %i: no gaps, nothing twice, newest first", async (size) => {
    const expected = (await db.owner`SELECT id::int FROM private.appeal ORDER BY received_at DESC, id DESC`).map((row) => row.id);
    expect(await all(registrar, {}, size)).toEqual(size === 1 ? expected.slice(0, 50) : expected);
  });
  test("overdue ones, longest overdue first", async () => {
    const expected = (await db.owner`SELECT id::int FROM private.appeal WHERE closed_at IS NULL AND due_at < ${now} ORDER BY due_at, id`).map((row) => row.id);
    expect(expected.length).toBeGreaterThan(20);
    expect(await all(registrar, { overdue: true })).toEqual(expected);
  });
  test.each([1, 7, 15, 100])("by deadline, pages of %i: the dated ones by deadline, then those without one, the longest waiting first", async (size) => {
    const dated = await db.owner`SELECT id::int FROM private.appeal WHERE closed_at IS NULL AND due_at IS NOT NULL ORDER BY due_at, id`;
    const undated = await db.owner`SELECT id::int FROM private.appeal WHERE closed_at IS NULL AND due_at IS NULL ORDER BY received_at, id`;
    expect([dated.length, undated.length]).toEqual([45, 16]); // pages of 15 end exactly where the dated ones do
    const expected = [...dated, ...undated].map((row) => row.id);
    expect(await all(registrar, { sort: "due" }, size)).toEqual(size === 1 ? expected.slice(0, 50) : expected);
  });
  test("so do the hits of a search", async () => {
    const expected = (await db.owner`SELECT id::int FROM private.appeal WHERE closed_at IS NULL AND text ILIKE '%жарық жоқ%' ORDER BY due_at, CASE WHEN due_at IS NULL THEN received_at END, id`).map((row) => row.id);
    expect(await all(registrar, { sort: "due", q: "жарық жоқ" })).toEqual(expected);
  });
  test("new cases between two pages move nothing", async () => {
    const first = await listCases(registrar, {}, now, 10);
    await makeCase(db.owner, { received_at: "2026-11-20T05:30:00Z" });
    const second = await listCases(registrar, { after: first.next! }, now, 10);
    expect(first.rows.map((r) => r.id).filter((id) => second.rows.some((r) => r.id === id))).toEqual([]);
  });
  test("an invented place is refused", () => expect(listCases(registrar, { after: "bm9uc2Vuc2U" })).rejects.toMatchObject({ code: "invalid" }));
});

describe("filters", () => {
  const count = async (filter: ListFilter) => (await all(registrar, filter, 100)).length;
  test("each and together", async () => {
    expect(await count({ department: "heat" })).toBe(30);
    expect(await count({ category: "comfort" })).toBe(40); // a group finds its categories
    expect(await count({ district: "south" })).toBe(12);
    expect(await count({ department: "heat", category: "heating", district: "north", channel: "phone" })).toBe(16);
    expect(await count({ status: "answered" })).toBe(1);
    expect(await count({ category: "unknown", department: "roads" })).toBe(10);
  });
  test.each(["status", "category", "district", "department", "channel", "sort"])("an unknown %s is refused by its name", (name) =>
    expect(listCases(registrar, { [name]: "lost" })).rejects.toMatchObject({ code: "invalid", field: name }));
  test("a department sees its own, whatever it asks for", async () => {
    expect((await all(executor, {}, 100)).length).toBe(30);
    expect(await all(executor, { department: "roads" })).toEqual([]);
  });
  test("by executor, by none, with no department, of one problem", async () => {
    const [problem] = await db.owner`INSERT INTO private.problem (title, category, district, department, opened_by) VALUES ('Солтүстікте жылу жоқ', 'heating', 'north', 'heat', ${registrar.id}) RETURNING id::text`;
    const own = await makeCase(db.owner, { department: "heat", executor: executor.id, problem: problem!.id }), nobodys = (await db.owner`SELECT count(*)::int AS n FROM private.appeal WHERE department IS NULL`)[0]!.n;
    expect(await all(registrar, { executor: String(executor.id) })).toEqual([own]);
    expect(await all(registrar, { problem: problem!.id as string })).toEqual([own]);
    expect(await count({ department: "heat", executor: "none" })).toBe(30);
    expect(await count({ department: "none" })).toBe(nobodys);
    expect(await namesIn(registrar, { executor: String(executor.id), problem: problem!.id as string })).toEqual({ executor: expect.stringContaining("executor"), problem: "Солтүстікте жылу жоқ" });
    // Another department learns not even that there is such a problem.
    await expect(listCases(await official(db.owner, "head", "roads"), { problem: problem!.id as string })).rejects.toMatchObject({ code: "invalid", field: "problem" });
  });
  test("between two days, both included, of the city", async () => {
    const closed = { occasion: "late", from: "2026-11-19", to: "2026-11-19" };
    expect(await count(closed)).toBe(1);
    expect([await count({ ...closed, to: "2026-11-20", from: "2026-11-20" }), await count({ ...closed, occasion: "onTime" })]).toEqual([0, 0]);
  });
  test.each([
    [{ executor: "4 OR 1=1" }, "executor", "invalid"], [{ executor: "999999" }, "executor", "invalid"], [{ problem: "none" }, "problem", "invalid"], [{ problem: "99999999999999999999" }, "problem", "invalid"],
    [{ occasion: "lost", from: "2026-11-01", to: "2026-11-02" }, "occasion", "invalid"], [{ from: "2026-11-01" }, "occasion", "required"], [{ occasion: "late", to: "2026-11-02" }, "from", "required"],
    [{ occasion: "late", from: "2026-02-31", to: "2026-03-02" }, "from", "required"], [{ occasion: "due", from: "2026-11-02", to: "2026-11-01" }, "to", "reportOrder"], [{ occasion: "due", from: "2020-01-01", to: "2026-11-01" }, "to", "reportLong"],
  ])("%j is refused by its field", (filter, field, code) => expect(listCases(registrar, filter)).rejects.toMatchObject({ code, field }));
});

describe("what stands out", () => {
  const numbers = async (actor: Actor, filter: ListFilter) => (await listCases(actor, filter, now, 100)).rows.filter((row) => row.number.startsWith("M-")).map((row) => row.number);
  let executorOfHeat: Actor, head: Actor, signer: Actor;
  beforeAll(async () => {
    [executorOfHeat, head, signer] = [await official(db.owner, "executor", "heat"), await official(db.owner, "head", "heat"), await official(db.owner, "signer")];
    const open = { department: "heat", executor: executorOfHeat.id, status: "in_work" };
    // Friday 20 November: the third working day from it is Wednesday the 25th.
    await makeCase(db.owner, { ...open, number: "M-today", due_at: "2026-11-20T18:59:59Z" });
    await makeCase(db.owner, { ...open, number: "M-wednesday", due_at: "2026-11-25T18:59:59Z" });
    await makeCase(db.owner, { ...open, number: "M-thursday", due_at: "2026-11-26T18:59:59Z", round: 2 });
    await makeCase(db.owner, { ...open, number: "M-late", due_at: "2026-11-19T18:59:59Z", executor: null });
    await makeCase(db.owner, { ...open, number: "M-done", due_at: "2026-11-21T18:59:59Z", status: "answered", closed_at: "2026-11-19T05:00:00Z", extended_at: "2026-11-12T05:00:00Z" });
    await makeCase(db.owner, { number: "M-nobody's" });
    const extended = await makeCase(db.owner, { number: "M-asked", department: "heat", track: "appeal", kind: "request", status: "in_work" });
    const returned = await makeCase(db.owner, { number: "M-own", department: "heat", track: "appeal", kind: "request", status: "registered" });
    await makeCase(db.owner, { number: "M-to-sign", department: "heat", track: "appeal", kind: "request", status: "on_approval" });
    await db.owner`INSERT INTO private.proposal (appeal, act, detail, reason, proposed_by) VALUES (${extended}, 'extend', '{}', 'x', ${executorOfHeat.id}), (${returned}, 'return', '{}', 'x', ${head.id})`;
  });
  test("due soon is within three working days, the next deadline first", async () => expect(await numbers(registrar, { soon: true })).toEqual(["M-today", "M-wednesday"]));
  test("by deadline: open ones only, those without a deadline last", async () =>
    expect(await numbers(registrar, { sort: "due", department: "heat" })).toEqual(["M-late", "M-today", "M-wednesday", "M-thursday", "M-asked", "M-own", "M-to-sign"]));
  test("overdue ones may be asked for newest first too", async () => expect((await numbers(registrar, { overdue: true, sort: "newest" }))).toEqual(["M-late"]));
  test("mine", async () => expect((await numbers(executorOfHeat, { mine: true, open: true })).sort()).toEqual(["M-thursday", "M-today", "M-wednesday"]));
  test("extended, reopened", async () => expect([await numbers(registrar, { extended: true }), await numbers(registrar, { reopened: true })]).toEqual([["M-done"], ["M-thursday"]]));
  test("nobody's: without a department; inside a department without an executor", async () => {
    expect(await numbers(registrar, { unassigned: true })).toEqual(["M-nobody's"]);
    expect((await numbers(head, { unassigned: true })).sort()).toEqual(["M-asked", "M-late", "M-own", "M-to-sign"]);
  });
  test("what waits for me is what I may decide and didn't propose, and what I may sign", async () => {
    expect((await numbers(signer, { waiting: true })).sort()).toEqual(["M-asked", "M-own", "M-to-sign"]);
    expect(await numbers(head, { waiting: true })).toEqual([]);
    expect(await numbers(await official(db.owner, "head", "heat"), { waiting: true })).toEqual(["M-own"]);
    expect(await numbers(executorOfHeat, { waiting: true })).toEqual([]);
  });
  test("a standard view shows and counts what has no deadline too", async () => {
    const mine = await official(db.owner, "executor", "roads");
    for (const due_at of [null, "2026-12-01T18:59:59Z", null, "2026-12-01T18:59:59Z", null]) await makeCase(db.owner, { department: "roads", executor: mine.id, status: "in_work", due_at });
    expect(Object.fromEntries(await viewCounts(mine, now))).toMatchObject({ mine: 5 });
    expect((await all(mine, standardViews.mine, 2)).length).toBe(5);
    expect(Object.fromEntries(await viewCounts(signer, now))).toMatchObject({ waiting: 3 });
    expect(await numbers(signer, standardViews.waiting)).toEqual(["M-asked", "M-own", "M-to-sign"]);
  });
});

test("phones are read as of the city's country", () => {
  expect(e164("8 (701) 234 56 78", "Asia/Almaty")).toBe("+77012345678");
  expect(e164("617-555-0123", "America/New_York")).toBe("+16175550123");
  expect(e164("жарық жоқ", "Asia/Almaty")).toBeNull();
});
