import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { announceProblem, withdrawAnnouncement } from "#lib/appeals/problem-announce.ts";
import { createProblem, switchProblem } from "#lib/appeals/problem-link.ts";
import { viewProblem } from "#lib/appeals/problem-view.ts";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { announcedFor } from "#lib/resident/announced.ts";
import { submit } from "#lib/resident/submit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, roadsHead: Actor, executor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  roadsHead = await official(db.owner, "head", "roads");
  executor = await official(db.owner, "executor", "heat");
});
afterAll(() => db.drop());

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const texts = { kk: "3-аймақта жылу жоқ, жөндеп жатырмыз", ru: "В зоне 3 нет отопления, ремонтируем", en: null };
const problem = async (district: string | null = "north") => createProblem(registrar, { title: "3-аймақ", category: "heating", district, department: "heat", cases: [await makeCase(db.owner)] });
const announce = async (id: number, actor = registrar, more = {}) => announceProblem(actor, { problem: id, seen: (await viewProblem(registrar, id)).seen, texts, day: tomorrow, time: "18:00", ...more });
const shown = async (district: string | null) => (await announcedFor(district)).map((one) => one.text.kk);
async function write(known: string | null) {
  const formId = randomUUID();
  await submit({ source: "web", formId, sender: null, said: { language: "kk", text: "Менде де суық", category: null, district: "north", name: null, phone: null, email: null, known }, trackingCode: newTrackingCode(), address: null, most: 100 });
  await takeIn();
  const [row] = await db.owner`SELECT id, problem::int FROM private.appeal WHERE source_id = ${formId}`;
  return row!;
}

test("what is announced is shown where people write about its district, and holds no count and no case", async () => {
  const id = await problem();
  await announce(id);
  const [said, ...more] = await announcedFor("north");
  expect(more).toEqual([]);
  expect(Object.keys(said!).sort()).toEqual(["ref", "text", "until"]);
  expect(said).toMatchObject({ text: texts, until: new Date(`${tomorrow}T18:00:00+05:00`), ref: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(await shown("south")).toEqual([]);
  expect(await shown(null)).toEqual([]);
  await withdrawAnnouncement(registrar, { problem: id, seen: (await viewProblem(registrar, id)).seen });
  expect(await shown("north")).toEqual([]);
});

test("an area's is shown in its districts, the whole city's everywhere", async () => {
  await db.owner`INSERT INTO private.district (code, kind, name_en, valid_from) VALUES ('rural', 'area', 'Rural', '2020-01-01')`;
  await db.owner`INSERT INTO private.district (code, kind, parent, name_en, valid_from) VALUES ('village', 'district', 'rural', 'Village', '2020-01-01')`;
  const [area, city] = [await problem("rural"), await problem(null)];
  await announce(area);
  await announce(city, registrar, { texts: { kk: "Бүкіл қалада су жоқ", ru: null, en: null } });
  expect((await shown("village")).sort()).toEqual([texts.kk, "Бүкіл қалада су жоқ"].sort());
  expect(await shown("south")).toEqual(["Бүкіл қалада су жоқ"]);
  expect(await shown(null)).toEqual(["Бүкіл қалада су жоқ"]);
  for (const id of [area, city]) await withdrawAnnouncement(registrar, { problem: id, seen: (await viewProblem(registrar, id)).seen });
});

test("who adds himself is a case of his own, linked to the problem, and its history says so", async () => {
  const id = await problem();
  await announce(id);
  const [said] = await announcedFor("north");
  const mine = await write(said!.ref);
  expect(mine.problem).toBe(id);
  expect((await viewProblem(registrar, id)).cases.map((one) => one.id)).toContain(Number(mine.id));
  expect((await write(null)).problem).toBeNull();
  expect((await write(randomUUID())).problem).toBeNull();
  expect(await verifyChain()).toEqual([]);
});

test("one that is closed by the time the message is taken in is left for the triager", async () => {
  const id = await problem();
  await announce(id);
  const [own] = await db.owner<{ ref: string }[]>`SELECT ref FROM private.announcement WHERE problem = ${id}`;
  const { ref } = own!;
  expect((await announcedFor("north")).map((one) => one.ref)).toContain(ref);
  await db.owner`UPDATE private.appeal SET status = 'answered', closed_at = now() WHERE problem = ${id}`;
  const { seen } = await viewProblem(registrar, id);
  await switchProblem(registrar, { problem: id, seen, open: false });
  expect((await announcedFor("north")).map((one) => one.ref)).not.toContain(ref);
  expect((await write(ref)).problem).toBeNull();
  await expect(announce(id)).rejects.toMatchObject({ code: "problemClosed" });
});

test("it is announced by whom the problem belongs to, with a text, and for a time that comes", async () => {
  const id = await problem();
  await expect(announce(id, executor)).rejects.toMatchObject({ code: "forbidden" });
  await expect(announce(id, roadsHead)).rejects.toMatchObject({ code: "notFound" });
  await expect(announce(id, registrar, { texts: { kk: " ", ru: null, en: "" } })).rejects.toMatchObject({ code: "required", field: "text_kk" });
  for (const day of ["2026-01-01", "2099-01-01"]) await expect(announce(id, registrar, { day })).rejects.toMatchObject({ code: "invalid", field: "day" });
});
