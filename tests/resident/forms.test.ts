import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { zipSync } from "fflate";
import { prerender } from "react-dom/static";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { takeIn } from "#lib/intake/arrivals.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { addHours } from "#lib/reception/hours.ts";
import { offerSlots } from "#lib/reception/offer.ts";
import { publishReference } from "#lib/release/reference.ts";
import { offers } from "#lib/resident/book.ts";
import { newToken, writeToken } from "#lib/resident/form-token.ts";
import { smallCity } from "#tests/release/city.ts";
import { bomb } from "#tests/support/bomb.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official } from "#tests/support/office.ts";

// Each public form, with each of its fields holding what nobody types: an answer in words and all that was typed, nothing broken, and no markup but ours.

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/server", () => ({ connection: async () => {} }));
vi.mock("next/navigation", () => ({ redirect: (to: string) => to }));
const [{ advance }, { bookReception }, { look }, { say }, { askToTell }, { confirmTelling, stopTelling }, talon, leave] = await Promise.all([
  import("#app/[locale]/new/advance.tsx"), import("#app/[locale]/reception/book-reception.tsx"), import("#app/[locale]/track/look.tsx"), import("#app/[locale]/track/say.tsx"),
  import("#app/[locale]/data/releases/ask-to-tell.ts"), import("#app/[locale]/data/releases/decide.ts"), import("#app/api/talon/route.ts"), import("#app/api/leave/route.ts"),
]);

const code = "FORM-0000-0000-01";
let db: Awaited<ReturnType<typeof testDatabase>>, slot: string;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception')`;
  const akim = await official(db.owner, "signer"), day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await addHours(akim, { official: akim.id, weekday: null, day, starts: "09:00", ends: "18:00", minutes: 5, seats: 1, place: "Office 1" });
  await offerSlots();
  slot = (await offers())[0]!.slot;
  await publishReference();
  const id = await makeCase(db.owner, { status: "in_work" });
  await db.owner`UPDATE private.appeal SET tracking_hash = ${trackingHash(code)} WHERE id = ${id}`;
});
let caller = 0;
/** Each a network of its own: none is told to wait. */
const another = () => { request.headers = new Headers({ "x-client-address": `10.${++caller >> 8}.${caller & 255}.1` }); };
beforeEach(another);
afterAll(() => db.drop());

const typed = ["", "\0", "d:\0", "\ud83d", "\u202egnp.exe", "x".repeat(60_000), "'; DROP TABLE private.appeal; --", "<script>alert(1)</script>", "javascript:alert(1)"];
function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
/** The form as it would be sent, with one field after the other holding each of the words. */
async function withEach(fields: () => Record<string, string>, act: (form: FormData, field: string, word: string) => Promise<void>): Promise<void> {
  for (const field of Object.keys(fields())) {
    for (const word of typed) {
      another();
      await act(formOf({ ...fields(), [field]: word }), field, word);
    }
  }
}
async function drawn(view: ReactNode): Promise<string> {
  const html = await new Response((await prerender(view)).prelude).text();
  expect(html).not.toMatch(/<script>alert|(href|src)="javascript:/);
  return html;
}
const old = () => writeToken(newToken(new Date(Date.now() - 60_000)));
const kept = async (text: string) => (await db.owner`SELECT text FROM private.appeal WHERE text LIKE ${text}`).length;

describe("the form for a message", () => {
  const fields = () => ({ locale: "kk", step: "3", go: "send", token: old(), text: "Жарық жоқ", category: "", place: "", address: "", known: "", name: "Айгүл", phone: "", email: "", homepage: "", kept: "", drop: "" });
  test("answers whatever is in its fields; what was typed is there again, as text", async () => {
    await withEach(fields, async (form, field, word) => {
      const { status, view } = await advance(form);
      expect([status, [200, 400].includes(status)]).toEqual([status, true]);
      const html = await drawn(view);
      if (status === 400 && field === "name" && word.length < 1000 && !/[\0\r\n\ud800-\udfff]/.test(word)) expect(html).toContain(word.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("'", "&#x27;"));
    });
    const complaint = vi.spyOn(console, "error");
    await takeIn();
    expect(complaint).not.toHaveBeenCalled();
    expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state <> 'done'`).toEqual([]);
    expect(await kept("%DROP TABLE%")).toBeGreaterThan(0);
  }, 60_000);
  test("takes no bomb for a photo, and keeps the words", async () => {
    for (const bytes of [await bomb(60_000), zipSync({ "a.png": new Uint8Array(20_000_000) }), Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]) {
      another();
      const { status, view } = await advance(formOf({ ...fields(), photos: new File([new Uint8Array(bytes)], "<script>alert(1)</script>.png", { type: "image/png" }) }));
      expect(status).toBe(400);
      expect(await drawn(view)).toContain("Жарық жоқ");
    }
  });
  test("is no form at all: it begins anew", async () => {
    for (const odd of [null, undefined, "x", 7, [], {}, new FormData(), formOf({ text: new File(["x"], "x") })]) expect((await advance(odd as FormData)).status).toBe(400);
  });
});

test("the form for a reception", async () => {
  const fields = () => ({ locale: "kk", go: "send", token: old(), slot, name: "Асқар", phone: "8 701 000 00 01", topic: "Су жоқ", homepage: "" });
  await withEach(fields, async (form) => {
    const { status, view } = await bookReception(form);
    expect([status, [200, 400, 409].includes(status)]).toEqual([status, true]);
    await drawn(view);
    await offerSlots();
    slot = (await offers())[0]!.slot;
  });
  await takeIn();
  expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state <> 'done'`).toEqual([]);
}, 60_000);

describe("the tracking page", () => {
  test("finds nothing by what is no code", async () => {
    for (const word of typed) {
      another();
      const { status, view, error } = await look(formOf({ locale: "ru", code: word }));
      expect([word.trim() === "" ? 200 : 404, view, error]).toEqual([status, undefined, expect.stringMatching(/\S/)]);
    }
  });
  test("takes what is said as it is said, and shows it as text", async () => {
    for (const [act, more] of [["addition", { text: "Тағы" }], ["rating", { answer: "no", reason: "жоқ", round: "1" }]] as [string, Record<string, string>][]) {
      await withEach(() => ({ locale: "kk", code, act, id: randomUUID(), ...more }), async (form, field) => {
        if (field === "act") return; // a withdrawal has no other fields, and ends it
        const { status, view } = await say(form);
        expect([field, status, [200, 400, 404, 409].includes(status)]).toEqual([field, status, true]);
        await drawn(view);
      });
    }
    await takeIn(() => new Date(Date.now() + 86_400_000));
    expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state <> 'done'`).toEqual([]);
    const { view } = await look(formOf({ locale: "kk", code }));
    expect(await drawn(view)).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  }, 60_000);
});

test("the letters about releases, the talon's paper, the way off the list", async () => {
  for (const word of typed) {
    another();
    expect([200, 400]).toContain((await askToTell(formOf({ locale: "en", email: word }))).status);
    for (const act of [confirmTelling, stopTelling]) await act(formOf({ locale: word, key: word }));
    expect([400, 404]).toContain((await talon.POST(new Request("http://portal/api/talon", { method: "POST", body: formOf({ locale: word, code: word }) }))).status);
    expect([200, 400]).toContain((await leave.POST(new Request(`http://portal/api/leave?key=${encodeURIComponent(word.toWellFormed())}`, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) }))).status);
  }
});
