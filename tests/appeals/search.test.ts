import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { searchApplicants } from "#lib/appeals/applicant-search.ts";
import { listCases } from "#lib/appeals/list.ts";
import { countWords } from "#lib/appeals/words.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, executor: Actor, auditor: Actor;
const now = new Date("2026-11-20T06:00:00Z");
const person = async (name: string | null, phone: string | null) => Number((await db.owner`INSERT INTO private.person (name, phone) VALUES (${name}, ${phone}) RETURNING id`)[0]!.id);
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, executor, auditor] = [await official(db.owner, "registrar"), await official(db.owner, "executor", "heat"), await official(db.owner, "auditor")];
  const texts: Record<string, string> = {
    "2026-000777": "Көшеде 100% қараңғы жерде жарық жоқ", "2026-000778": "Батареялар суық, жылу жоқ", "2026-000779": "Отопление не работает, батареи холодные. Ёлка упала",
    "2026-000780": "Су құбыры жарылды", "2025-000777": "Снег не убирают на улице Самал, 28", "2026-000781": "Отапление плохое", "IMP/A-17": "No street light at the corner",
  };
  for (const [number, text] of Object.entries(texts)) await makeCase(db.owner, { number, text, department: number === "2026-000778" ? "heat" : "roads" });
  await countWords();
});
afterAll(() => db.drop());

const find = async (q: string, actor = registrar) => {
  const { rows, foundBy } = await listCases(actor, { q }, now);
  return `${foundBy}: ${rows.map((row) => row.number).join(" ")}`.trim();
};

describe("by number", () => {
  test.each([
    ["2026-000777", "number: 2026-000777"], ["2026-00077", "number: 2026-000779 2026-000778 2026-000777"], ["imp/a-1", "number: IMP/A-17"],
    ["777", "number: 2025-000777 2026-000777"], ["000780", "number: 2026-000780"], [" 2026-000777 ", "number: 2026-000777"], ["2026%", "text:"],
  ])("%s", async (q, expected) => expect(await find(q)).toBe(expected));
});

describe("by words of the text", () => {
  test.each([
    ["жарық", "text: 2026-000777 2026-000780"], // «жарылды» has the same beginning's likeness: after the exact one
    ["ҚАРАҢҒЫ жарық", "text: 2026-000777"], ["карангы жарык", "text: 2026-000777"], ["qaraңғы", "text: 2026-000777"],
    ["батарея суық", "text: 2026-000778"], ["су", "text: 2026-000780"], ["елка", "text: 2026-000779"], ["ЁЛКУ", "text: 2026-000779"],
    ["улица Самал 28", "text: 2025-000777"], ["light", "text: IMP/A-17"], ["батарея қараңғы", "text:"],
    ["ж", "nothing:"], ["\\", "nothing:"], ["' | !жоқ:* (", "text: 2026-000778 2026-000777"], ["'; DROP TABLE", "text:"], ["😀", "nothing:"],
  ])("%s", async (q, expected) => {
    const found = await find(q);
    if (q === "жарық") expect(found).toMatch(/^text: 2026-000777/);
    else expect(found).toBe(expected);
  });
  test("the exact word comes before what is much like it, whatever is newer", async () => expect(await find("отопление")).toBe("text: 2026-000779 2026-000781"));
  test.each(["отопленее", "атопление", "отполение", "отопленния"])("a slip of the finger: %s", async (q) => expect(await find(q)).toMatch(/2026-000779/));
  test.each(["қараңғыы", "қараңы"])("in Kazakh as well: %s", async (q) => expect(await find(q)).toMatch(/2026-000777/));
  test.each([["jnjgktybt", /^text: 2026-000779/], [";fhs0", /^text: 2026-000777/], [",fnfhtz", /2026-000778/]])("a forgotten keyboard layout: %s", async (q, expected) => expect(await find(q)).toMatch(expected));
  test("page after page, nothing twice, the exact ones first", async () => {
    const ids: number[] = [];
    for (let after: string | null = null, pages = 0; pages < 9; pages++) {
      const page = await listCases(registrar, { q: "отопление", ...(after ? { after } : {}) }, now, 1);
      ids.push(...page.rows.map((row) => row.id));
      if (!(after = page.next)) break;
    }
    expect(ids.length).toBe(2);
    expect(new Set(ids).size).toBe(2);
  });
  test("what is older than the windows is found too", async () => {
    await makeCase(db.owner, { number: "OLD-1", text: "Трамвай жолдары тот басқан", received_at: "2019-05-01T05:00:00Z" });
    expect(await find("трамвай")).toBe("text: OLD-1");
  });
  test("nothing of another department is found, nor does how it was found tell that it exists", async () => {
    expect([await find("2026-000777", executor), await find("777", executor), await find("қараңғы", executor)]).toEqual(["text:", "text:", "text:"]);
    expect(await find("батарея", executor)).toBe("text: 2026-000778");
  });
});

describe("by applicant", () => {
  const numbers = async (actor: Actor, typed: string) => {
    const people = await searchApplicants(actor, typed);
    const { rows, foundBy } = await listCases(actor, { people }, now);
    return `${foundBy}: ${rows.map((row) => row.number).sort().join(" ")}`;
  };
  let case1: number;
  beforeAll(async () => {
    const askar = await person("Қасымов Асқар Нұрланұлы", "+77012345678"), svetlana = await person("Лебедева Светлана", "+77059876543"), nameless = await person(null, "+77770005678");
    case1 = await makeCase(db.owner, { number: "P-1", applicant: askar, department: "heat" });
    await makeCase(db.owner, { number: "P-2", applicant: svetlana, department: "roads" });
    await makeCase(db.owner, { number: "P-3", applicant: nameless, department: "roads" });
  });
  test.each([
    ["Қасымов", "name: P-1"], ["касымов аскар", "name: P-1"], ["Асқар Қасымов", "name: P-1"], ["нурлан", "name: P-1"], ["ЛЕБЕДЕВА", "name: P-2"], ["Лебидева", "nameAlike: P-2"], ["Қасимов", "nameAlike: P-1"],
    ["8 701 234-56-78", "phone: P-1"], ["+77012345678", "phone: P-1"], ["5678", "phone: P-1 P-3"], ["234 56 78", "phone: P-1"], ["9876543", "phone: P-2"],
  ])("%s", async (typed, expected) => expect(await numbers(registrar, typed)).toBe(expected));
  test.each([["567", "searchShort"], ["Ка", "searchShort"], ["%%%%", "searchShort"], ["____", "searchShort"], ["12345", "nobodyFound"], ["Неизвестный", "nobodyFound"]])("%s: %s", (typed, code) =>
    expect(searchApplicants(registrar, typed)).rejects.toMatchObject({ code, field: "applicant" }));
  test("the list's own box never looks at people", async () => expect([await find("+77012345678"), await find("Лебедева")]).toEqual(["text:", "text:"]));
  test("nobody outside one's scope exists", async () => {
    expect(await numbers(executor, "5678")).toBe("phone: P-1");
    await expect(searchApplicants(executor, "Лебедева")).rejects.toMatchObject({ code: "nobodyFound" });
  });
  test("who may not look may not search", async () => expect(searchApplicants(await official(db.owner, "publisher"), "Қасымов")).rejects.toMatchObject({ code: "forbidden" }));
  test("a search is written down without what was typed, and each case it shows is a look, once", async () => {
    const people = await searchApplicants(auditor, "қасымов");
    for (let turn = 0; turn < 2; turn++) await listCases(auditor, { people }, now);
    expect(await db.owner`SELECT "by", exact, cardinality(people) AS people FROM private.applicant_search WHERE staff = ${auditor.id}`).toEqual([{ by: "name", exact: true, people: 1 }]);
    expect(await db.owner`SELECT appeal::int FROM private.applicant_look WHERE staff = ${auditor.id}`).toEqual([{ appeal: case1 }]);
  });
  test("a search that found nobody is no look", async () => {
    await searchApplicants(auditor, "Неизвестный").catch(() => {});
    expect(await db.owner`SELECT count(*)::int AS n FROM private.applicant_search WHERE staff = ${auditor.id}`).toEqual([{ n: 1 }]);
  });
  test("a search is one's own and ends with the day", async () => {
    const people = await searchApplicants(registrar, "Қасымов");
    const over = { code: "searchOver", field: "people" };
    await expect(listCases(auditor, { people }, now)).rejects.toMatchObject(over);
    await expect(listCases(registrar, { people }, new Date(Date.now() + 13 * 3_600_000))).rejects.toMatchObject(over);
    await expect(listCases(registrar, { people: "x' OR true" }, now)).rejects.toMatchObject(over);
  });
  test("a name that more than a hundred people have is no search for a person", async () => {
    await db.owner`WITH p AS (INSERT INTO private.person (name) SELECT 'Ахметов ' || n FROM generate_series(1, 101) n RETURNING id)
      INSERT INTO private.appeal (number, source, source_id, track, status, channel, language, applicant, received_at) SELECT 'H-' || id, 'portal', 'h' || id, 'signal', 'received', 'phone', 'kk', id, now() FROM p`;
    await expect(searchApplicants(registrar, "ахметов")).rejects.toMatchObject({ code: "tooManyPeople" });
  });
});
