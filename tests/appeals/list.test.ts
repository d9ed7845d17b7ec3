import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListFilter, listCases } from "#lib/appeals/list.ts";
import { e164 } from "#lib/appeals/phone.ts";
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
    expect(await count({ category: "nowhere" })).toBe(0);
  });
  test("an unknown status is refused", () => expect(listCases(registrar, { status: "lost" })).rejects.toMatchObject({ code: "invalid" }));
  test("a department sees its own, whatever it asks for", async () => {
    expect((await all(executor, {}, 100)).length).toBe(30);
    expect(await all(executor, { department: "roads" })).toEqual([]);
  });
});

describe("search", () => {
  const find = async (q: string, actor = registrar) => {
    const { rows, foundBy } = await listCases(actor, { q }, now);
    return `${foundBy}: ${rows.map((row) => row.number).join(" ")}`;
  };
  test.each([
    ["2026-000777", "number: 2026-000777"], ["2026-00077", "number: 2026-000778 2026-000777"],
    ["8 701 234-56-78", "phone: 2026-000777"], ["+77012345678", "phone: 2026-000777"], ["87012345678", "phone: 2026-000777"],
    ["жарық", "text: 2026-000777"], ["ҚАРАҢҒЫ жарық", "text: 2026-000777"], ["батарея суық", "text: 2026-000778"], ["батарея жарық", "text: "],
    ["100%", "text: 2026-000777"], ["ғы_же", "text: 2026-000777"], ["қараңғы%жарық", "text: "], ["ж", "nothing: "], ["\\", "nothing: "], ["'; DROP TABLE", "text: "],
  ])("%s", async (q, expected) => {
    // "жарық жоқ" is the text of the sixty others as well.
    expect((await find(q)).replace(/ ?T-\d+/g, "")).toBe(expected);
  });
  test("nothing of another department is found", async () => expect(await find("2026-000777", executor)).toBe("text: "));
  test("nor how it was found tells that it exists", async () => expect(await find("+77012345678", executor)).toBe("text: "));
});

test("phones are read as of the city's country", () => {
  expect(e164("8 (701) 234 56 78", "Asia/Almaty")).toBe("+77012345678");
  expect(e164("617-555-0123", "America/New_York")).toBe("+16175550123");
  expect(e164("жарық жоқ", "Asia/Almaty")).toBeNull();
});
