import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Conflict } from "#lib/appeals/conflict.ts";
import { viewCase } from "#lib/appeals/view.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { unfilled } from "#lib/templates/fields.ts";
import { insertTemplate, offerTemplates, previewTemplate } from "#lib/templates/offer.ts";
import { allTemplates, saveTemplate, type SaveTemplate, switchTemplate, templateHistory } from "#lib/templates/template.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, executor: Actor, roads: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, executor, roads] = [await official(db.owner, "registrar"), await official(db.owner, "executor", "heat"), await official(db.owner, "executor", "roads")];
});
afterAll(() => db.drop());
beforeEach(() => db.owner.begin(async (tx) => {
  await tx`DELETE FROM private.answer`;
  await tx`DELETE FROM private.template_version`;
  await tx`DELETE FROM private.template`;
}));

const wording: SaveTemplate = { id: null, seen: { version: 0, seq: 0 }, name: "Орындалды", language: "kk", track: null, kind: null, category: null, outcome: "satisfied", text: "№ {number}: [не істелді]." };
const make = (more: Partial<SaveTemplate> = {}) => saveTemplate(registrar, { ...wording, ...more });
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });

describe("saving", () => {
  test.each(["{phone}", "{Number}", "{ number }", "{", "a } b", "{}", "{number", "{{number}}"])("a field that doesn't exist is refused with those that do: %s", async (bad) => {
    const work = make({ text: `Сәлем ${bad}` });
    await refuses(work, "templateField", "text");
    await expect(work.catch((error) => error.say("ru"))).resolves.toMatch(/\{number\}, \{received\}.*\{today\}/);
    expect(await allTemplates(registrar)).toEqual([]);
  });
  test("an unknown category, an empty name or text", async () => {
    await refuses(make({ category: "nowhere" }), "invalid", "category");
    await refuses(make({ name: " " }), "required", "name");
    await refuses(make({ text: "\n" }), "required", "text");
  });
  test("a change is a new version: the old wording stays, with who wrote it and when", async () => {
    const id = await make();
    await make({ id, seen: { version: 1, seq: 0 }, text: "Жаңа мәтін {number}." });
    expect(await allTemplates(registrar)).toMatchObject([{ id, version: 2, text: "Жаңа мәтін {number}." }]);
    expect((await templateHistory(registrar, id)).map(({ version, text, by }) => [version, text, by])).toEqual([[2, "Жаңа мәтін {number}.", expect.any(String)], [1, wording.text, expect.any(String)]]);
  });
  test("nobody can change a version that was written", async () => {
    const id = await make();
    const { privateDb } = await import("#db/private.ts");
    const { sql } = await import("drizzle-orm");
    await expect(privateDb().execute(sql`UPDATE private.template_version SET text = 'x' WHERE template = ${id}`)).rejects.toMatchObject({ cause: { code: "42501" } });
  });
  test("two at once: the second is told of the first and writes nothing", async () => {
    const id = await make();
    const both = await Promise.allSettled(["Бірінші", "Екінші"].map((name) => make({ id, seen: { version: 1, seq: 0 }, name })));
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((both.find((one) => one.status === "rejected") as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
    expect(await templateHistory(registrar, id)).toHaveLength(2);
  });
  test("each change is in the office's history, before and after", async () => {
    const id = await make();
    await make({ id, seen: { version: 1, seq: 0 }, text: "Басқа" });
    await switchTemplate(registrar, id, false);
    await switchTemplate(registrar, id, false); // nothing changes, nothing is told
    const events = await db.owner`SELECT actor::int, before->>'text' AS before, after->>'text' AS after, after->>'active' AS active FROM private.office_event WHERE kind = 'template' AND subject = ${String(id)} ORDER BY seq`;
    expect(events).toEqual([
      { actor: registrar.id, before: null, after: wording.text, active: "true" }, { actor: registrar.id, before: wording.text, after: "Басқа", active: "true" },
      { actor: registrar.id, before: null, after: null, active: "false" },
    ]);
  });
  test("only the registrar", async () => {
    await refuses(saveTemplate(executor, wording), "forbidden");
    await refuses(allTemplates(executor), "forbidden");
  });
});

describe("offered for a case", () => {
  const offered = async (facts: Record<string, string | null>) => (await offerTemplates(executor, await viewCase(executor, await makeCase(db.owner, { department: "heat", ...facts })))).map((one) => one.name);
  test("what is made for it first: its category, the group, any; its kind before any", async () => {
    await make({ name: "any" });
    await make({ name: "group", category: "comfort" });
    await make({ name: "category", category: "heating" });
    await make({ name: "kind", track: "appeal", kind: "complaint" });
    await make({ name: "appeal", track: "appeal" });
    await make({ name: "other category", category: "snow" });
    await make({ name: "other kind", track: "appeal", kind: "proposal" });
    await make({ name: "signal", track: "signal" });
    expect(await offered({ category: "heating", track: "appeal", kind: "complaint" })).toEqual(["category", "group", "kind", "appeal", "any"]);
    expect(await offered({ category: null, track: "signal" })).toEqual(["signal", "any"]);
  });
  test("an appeal in its own language and the state language, a signal in any; what is switched off is not offered", async () => {
    for (const language of ["kk", "ru", "en"] as const) await make({ name: language, language });
    await switchTemplate(registrar, await make({ name: "off" }), false);
    expect(await offered({ language: "ru", track: "appeal", kind: "request" })).toEqual(["ru", "kk"]);
    expect(await offered({ language: "kk", track: "appeal", kind: "request" })).toEqual(["kk"]);
    expect((await offered({ language: "ru", track: "signal" }))[0]).toBe("ru");
    expect((await offered({ language: "ru", track: "signal" })).sort()).toEqual(["en", "kk", "ru"]);
  });
});

describe("filled", () => {
  const text = "{number} {received} {registered} {due} {category} {district} {department} {executor} {city} {today}";
  const now = new Date("2026-11-18T20:00:00Z"); // in the city the 19th already
  test("with the case's values in the template's language; what it doesn't know is left to the writer by name", async () => {
    const id = await make({ text, language: "en" });
    const of = await makeCase(db.owner, { department: "heat", category: "heating", number: "T-777", received_at: "2026-11-16T05:00:00Z", due_at: "2026-12-07T18:59:59Z" });
    const { text: filled } = await insertTemplate(executor, of, { id, version: 1 }, "", now);
    expect(filled).toBe(`T-777 16 November 2026 [day of registration] 7 December 2026 Heating [place] Heating ${executor.name} Test 19 November 2026`);
    expect(unfilled(filled)).toEqual(["[day of registration]", "[place]"]);
  });
  test("below what is written: nothing typed is lost", async () => {
    const id = await make();
    const of = await makeCase(db.owner, { department: "heat", number: "T-778" });
    expect(await insertTemplate(executor, of, { id, version: 1 }, "Менің сөзім.\n", now)).toEqual({ text: "Менің сөзім.\n\n№ T-778: [не істелді].", language: "kk", outcome: "satisfied" });
  });
  test("with the version that was chosen, though it was changed meanwhile", async () => {
    const id = await make();
    await make({ id, seen: { version: 1, seq: 0 }, text: "Басқа" });
    const of = await makeCase(db.owner, { department: "heat", number: "T-779" });
    expect((await insertTemplate(executor, of, { id, version: 1 }, "", now)).text).toBe("№ T-779: [не істелді].");
    await refuses(insertTemplate(executor, of, { id, version: 3 }, "", now), "invalid", "template");
  });
  test("a case's own text is never taken for a field, and braces in it stay", async () => {
    await db.owner`UPDATE private.staff SET name = '{number} $& [x]' WHERE id = ${executor.id}`;
    const id = await make({ text: "{executor}" });
    const of = await makeCase(db.owner, { department: "heat", executor: executor.id });
    expect((await insertTemplate(executor, of, { id, version: 1 }, "", now)).text).toBe("{number} $& [x]");
  });
  test("another department's case does not exist", async () => {
    const id = await make();
    await refuses(insertTemplate(roads, await makeCase(db.owner, { department: "heat" }), { id, version: 1 }, "", now), "notFound");
  });
  test("the registrar tries it on a case by its number before it is saved", async () => {
    await makeCase(db.owner, { number: "T-780" });
    expect(await previewTemplate(registrar, { text: "№ {number}, {registered}", language: "ru", number: " T-780 " })).toBe("№ T-780, [дата регистрации]");
    await refuses(previewTemplate(registrar, { text: "x", language: "ru", number: "T-none" }), "caseUnknown", "number");
    await refuses(previewTemplate(registrar, { text: "{phone}", language: "ru", number: "T-780" }), "templateField", "text");
  });
});
