import { randomUUID } from "node:crypto";
import { getResolvedPDFJS } from "unpdf";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takeIn } from "#lib/intake/arrivals.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { cleanPhoto } from "#lib/resident/photo.ts";
import { type Form, submit } from "#lib/resident/submit.ts";
import { talonPdf } from "#lib/resident/talon.ts";
import { followCase } from "#lib/track/follow.ts";
import { testDatabase } from "#tests/support/database.ts";
import { smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());

const said = { language: "kk", text: "Аула қараңғы\n\nАбай, 5", category: "heating", district: "north", name: "Айгүл", phone: "+77010000001", email: null };
const form = (more: Partial<Form> = {}): Form => ({ source: "web", formId: randomUUID(), sender: null, said, trackingCode: newTrackingCode(), address: "198.51.100.7", most: 1000, ...more });
const caseOf = async (number: string) => (await db.owner`SELECT a.*, p.name, p.phone FROM private.appeal a LEFT JOIN private.person p ON p.id = a.applicant WHERE number = ${number}`)[0];
const follow = async (code: string) => {
  const found = await followCase(code, "198.51.100.8");
  return "case" in found ? found.case : found;
};

test("a form becomes the case that its talon promised, with its photos; the code leads to it before and after", async () => {
  const photo = await cleanPhoto(await sharp({ create: { width: 40, height: 20, channels: 3, background: "#000" } }).png().toBuffer()) as Buffer;
  const sent = form({ photos: [photo, photo] });
  const done = await submit(sent);
  if ("limited" in done) throw new Error("limited");
  expect(done).toMatchObject({ number: expect.stringMatching(/^\d{4}-\d{6}$/), again: false });
  const before = await follow(sent.trackingCode);
  expect(before).toMatchObject({ number: done.number, status: "received", receivedAt: done.at, events: [{ kind: "received" }] });

  await takeIn();
  const made = (await caseOf(done.number))!;
  expect(made).toMatchObject({ source: "web", channel: "web", text: said.text, category: "heating", district: "north", name: "Айгүл", phone: "+77010000001", received_at: done.at });
  expect(await follow(sent.trackingCode)).toMatchObject({ number: done.number, receivedAt: done.at });
  const kept = await db.owner`SELECT f.content, f.type, f.message = m.id AS beside FROM private.attachment f JOIN private.message m ON m.appeal = f.appeal WHERE f.appeal = ${made.id}`;
  expect(kept.map((row) => ({ ...row }))).toEqual([{ content: photo, type: "image/jpeg", beside: true }, { content: photo, type: "image/jpeg", beside: true }]);
});

test("the same form sent again, also many times at once, is the same talon and one case", async () => {
  const sent = form();
  const all = await Promise.all(Array.from({ length: 10 }, () => submit(sent)));
  await takeIn();
  all.push(await submit(sent));
  expect(new Set(all.map((one) => JSON.stringify({ ...one, again: null }))).size).toBe(1);
  expect(all.filter((one) => "again" in one && !one.again)).toHaveLength(1);
  expect(await db.owner`SELECT 1 FROM private.appeal WHERE source_id = ${sent.formId}`).toHaveLength(1);
});

test("a form that was changed after it was sent says so: the talon is the first one's, and nothing of the rest is kept", async () => {
  const [one, other] = await Promise.all(["#000", "#fff"].map(async (background) => await cleanPhoto(await sharp({ create: { width: 40, height: 20, channels: 3, background } }).png().toBuffer()) as Buffer));
  const sent = form({ photos: [one!] });
  const first = await submit(sent);
  expect(first).toMatchObject({ again: false, same: true });
  expect(await submit(sent)).toEqual({ ...first, again: true });
  for (const changed of [{ said: { ...said, text: "Басқа" } }, { photos: [other!] }, { photos: [one!, other!] }, { photos: [] }]) expect(await submit({ ...sent, ...changed })).toEqual({ ...first, again: true, same: false });
  await takeIn();
  expect((await caseOf("number" in first ? first.number : ""))!.text).toBe(said.text);
});

test("who gives neither name nor way has a case without a person; a code that is no longer in the lists is left out", async () => {
  const done = await submit(form({ said: { ...said, name: null, phone: null, category: "gone", district: "gone" } }));
  await takeIn();
  expect(await caseOf("number" in done ? done.number : "")).toMatchObject({ applicant: null, category: null, district: null });
});

test("letters that a database can't hold, and words that look like its own, are taken as they are", async () => {
  const text = "'; DROP TABLE private.appeal; -- \0 <script>alert(1)</script> \u202Eтерс 😀";
  const done = await submit(form({ said: { ...said, text } }));
  await takeIn();
  expect((await caseOf("number" in done ? done.number : ""))!.text).toBe(text.replace("\0", "\ufffd"));
});

test("a network that sends too many is told to wait, others aren't, and a talon that was promised is given again", async () => {
  const address = "2001:db8:5::1", sent = form({ address, most: 2 });
  const first = await submit(sent);
  await submit(form({ address: "2001:db8:5::2", most: 2 }));
  expect(await submit(form({ address, most: 2 }))).toEqual({ limited: expect.any(Number) });
  expect(await submit(sent)).toEqual({ ...first, again: true });
  expect(await submit(form({ address: "2001:db8:6::1", most: 2 }))).toHaveProperty("number");
});

test("a code that was promised to nobody counts as a guess", async () => expect(await follow("0000-0000-0000-00")).toBeNull());

const { getDocument } = await getResolvedPDFJS();
test.each(["kk", "ru", "en"] as const)("the talon's paper says in %s what the page says", async (language) => {
  const city = { name: { kk: "Екібастұз", ru: "Экибастуз", en: "Ekibastuz" }, publisher: { kk: null, ru: null, en: null }, language: "kk" as const, timeZone: "Asia/Almaty" };
  const pdf = await talonPdf({ number: "2026-000123", at: new Date("2026-11-26T20:05:00Z"), code: "K7QM-2XRD-90TV-4C" }, city, language, "https://ashyq.example");
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(1)).getTextContent();
  const text = items.map((item) => ("str" in item ? item.str : "")).join(" ").replace(/\s+/g, " ");
  expect(document.numPages).toBe(1);
  for (const part of ["2026-000123", "K7QM-2XRD-90TV-4C", "27", "01:05", `ashyq.example/${language}/track`]) expect(text).toContain(part); // the city's day, not UTC's
  expect(text).not.toMatch(/Office 1/);
  const visit = await talonPdf({ number: "2026-000123", at: new Date("2026-11-26T20:05:00Z"), code: "K7QM-2XRD-90TV-4C" }, city, language, "https://ashyq.example", { at: new Date("2026-12-03T09:15:00Z"), place: "Office 1", host: "Асқар Әлиев" });
  const page = await (await getDocument({ data: new Uint8Array(visit), verbosity: 0 }).promise).getPage(1);
  const said = (await page.getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(" ");
  for (const part of ["14:15", "Office 1", "Асқар Әлиев", "K7QM-2XRD-90TV-4C"]) expect(said).toContain(part);
});
