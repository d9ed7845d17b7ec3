import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { nearDuplicates, suggest } from "#lib/appeals/similar.ts";
import { countWords } from "#lib/appeals/words.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, roadsHead: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  roadsHead = await official(db.owner, "head", "roads");
});
afterAll(() => db.drop());
// Each test has its own city full of cases; history refuses to be emptied, so its triggers look away.
beforeEach(() => db.owner.begin(async (tx) => { await tx`SET LOCAL session_replication_role = replica`; await tx`TRUNCATE private.appeal, private.word CASCADE`; }));

const closed = { status: "answered", closed_at: "2026-11-18T05:00:00Z" };
const heating = ["Пәтерде батарея суық, жылу мүлде жоқ", "Үйде жылу жоқ, батарея мұздай", "Батареялар суық тұр, жылу қашан болады", "Кешеден бері жылу жоқ, батарея суық", "Жылу жоқ, балалар тоңып отыр, батарея суық", "Батарея суық, бөлмеде 14 градус, жылу нашар"];
const warm = ["Батареи холодные, отопления нет", "В квартире холодные батареи, отопление слабое", "Отопление отключили, батареи ледяные", "Нет отопления третий день, батареи холодные", "Батареи еле тёплые, отопление плохое", "Холодные батареи, когда дадут отопление"];
const snow = ["Жолдағы қар тазаланбаған", "Снег на дороге не убирают", "Қар тазалау көлігі келмейді", "Не чистят снег во дворе", "Снег во дворе не чистят вторую неделю", "Қар көшеде үйіліп қалды"];
const others = ["Автобус кешігіп келеді", "Аялдамада орындық сынған", "Қоқыс жәшігі толып тұр", "Мусор не вывозят", "Лифт не работает", "Подъезд грязный", "Ит қауып алды, иесіз иттер көп", "Собаки во дворе", "Мектепте орын жоқ", "Нет места в садике", "Дәрігерге жазыла алмаймын", "Очередь в поликлинике", "Жол шұңқыр", "Яма на дороге", "Су қысымы төмен", "Напор воды слабый", "Көше шамы жанбайды", "Фонарь не горит"];
async function past() {
  for (const text of [...others, ...others]) await makeCase(db.owner, { text, category: "comfort", department: "roads", ...closed });
  for (const text of [...heating, ...warm]) await makeCase(db.owner, { text, category: "heating", department: "heat", ...closed });
  for (const text of snow) await makeCase(db.owner, { text, category: "snow", department: "roads", ...closed });
  await countWords();
}

describe("a suggestion", () => {
  test.each([
    ["kk", "Екі күннен бері батареямыз суық, жылу жоқ"], ["ru", "Третий день холодные батареи, отопления нет"],
    ["without Kazakh letters", "Батарея суык, жылу жок, болме мұздай"], ["in capitals", "НЕТ ОТОПЛЕНИЯ, БАТАРЕИ ХОЛОДНЫЕ"],
  ])("%s", async (_, text) => {
    await past();
    const found = await suggest(registrar, await makeCase(db.owner, { text }));
    expect(found).toMatchObject({ category: "heating", department: "heat" });
    expect(found!.share).toBeGreaterThan(0.6);
    expect(found!.cases).toBeGreaterThanOrEqual(5);
    expect(found!.examples.length).toBe(3);
  });
  test("is not made from words that nobody used", async () => {
    await past();
    expect(await suggest(registrar, await makeCase(db.owner, { text: "Парковка орнын беріңіздер" }))).toBeNull();
    expect(await suggest(registrar, await makeCase(db.owner, { text: "" }))).toBeNull();
    expect(await suggest(registrar, await makeCase(db.owner, { text: "!!! 8 (701) 234" }))).toBeNull();
  });
  test("is not made when similar cases went different ways", async () => {
    for (let n = 0; n < 6; n++) await makeCase(db.owner, { text: "Автобус кешігіп келеді, аялдама қараңғы", category: n % 2 ? "heating" : "snow", department: n % 2 ? "heat" : "roads", ...closed });
    await countWords();
    expect(await suggest(registrar, await makeCase(db.owner, { text: "Автобус кешігіп келеді, аялдама қараңғы" }))).toBeNull();
  });
  test("is not made from too few, from open cases or from junk", async () => {
    for (const text of heating.slice(0, 4)) await makeCase(db.owner, { text, category: "heating", department: "heat", ...closed });
    for (const text of heating) await makeCase(db.owner, { text, category: "heating", department: "heat", status: "assigned" });
    for (const text of heating) await makeCase(db.owner, { text, category: "heating", department: "heat", ...closed, status: "spam" });
    expect(await suggest(registrar, await makeCase(db.owner, { text: heating[0]! }))).toBeNull();
  });
  test("learns from what the official may see only", async () => {
    await past();
    const own = await makeCase(db.owner, { text: heating[0]!, department: "roads" });
    expect(await suggest(roadsHead, own)).toBeNull();
    await expect(suggest(roadsHead, await makeCase(db.owner, { department: "heat" }))).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("near-duplicates", () => {
  const dark = { text: "Бесінші күн жарық жоқ, көше қараңғы", district: "north", category: "snow", received_at: "2026-11-16T05:00:00Z" };
  const numbers = async (id: number, actor = registrar) => (await nearDuplicates(actor, id)).map((one) => one.id).sort();
  test("five callers about one thing, whatever they call it", async () => {
    const callers = [];
    for (const text of ["Бесінші күн жарық жоқ, көше қараңғы", "Көшеде бес күннен бері жарық жоқ", "Жарык жок бесинши кун", "көше қараңғы, жарық жоқ!!!", "ЖАРЫҚ ЖОҚ БЕСІНШІ КҮН"]) callers.push(await makeCase(db.owner, { ...dark, text }));
    await makeCase(db.owner, { ...dark, text: "Қоқыс шығарылмады, жәшік толып тұр" });
    await countWords();
    expect(await numbers(callers[0]!)).toEqual(callers.slice(1));
  });
  test("elsewhere, long ago or about something else is another thing", async () => {
    const one = await makeCase(db.owner, dark);
    await makeCase(db.owner, { ...dark, district: "south" });
    await makeCase(db.owner, { ...dark, received_at: "2026-11-01T05:00:00Z" });
    await makeCase(db.owner, { ...dark, category: "heating" });
    await makeCase(db.owner, { ...dark, status: "spam" });
    const unsorted = await makeCase(db.owner, { ...dark, category: null });
    expect(await numbers(one)).toEqual([unsorted]);
    expect((await numbers(unsorted)).length).toBe(2); // its own category is unknown: any will do
  });
  test("a short message inside a long letter", async () => {
    const long = await makeCase(db.owner, { ...dark, text: "Құрметті әкімдік! Біздің ауданда бесінші күн қатарынан жарық жоқ, көше мүлде қараңғы, балалар мектепке қорқып барады, шара қолдануыңызды сұраймын." });
    const short = await makeCase(db.owner, { ...dark, text: "Жарық жоқ, көше қараңғы" });
    expect([await numbers(long), await numbers(short)]).toEqual([[short], [long]]);
  });
  test("nothing of another department", async () => {
    const own = await makeCase(db.owner, { ...dark, department: "roads" });
    await makeCase(db.owner, { ...dark, department: "heat" });
    expect(await numbers(own, roadsHead)).toEqual([]);
  });
  test.each(["' | !жарық", "\\", "a'b:* & c", "😀 😀", "\u202e жарық", "ь ъ", "x".repeat(5000)])("hostile words %#", async (text) => {
    expect(await numbers(await makeCase(db.owner, { ...dark, text }))).toEqual([]);
  });
});

test("words that no text has any more are forgotten", async () => {
  const id = await makeCase(db.owner, { text: "Серікбайұлы Нұрдәулет" });
  await countWords();
  expect(await db.owner`SELECT word FROM private.word WHERE word LIKE 'serikb%'`).toHaveLength(1);
  await db.owner`UPDATE private.appeal SET text = '' WHERE id = ${id}`;
  await countWords();
  expect(await db.owner`SELECT word FROM private.word WHERE word LIKE 'serikb%'`).toHaveLength(0);
});
