import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { POST as open311 } from "#app/api/open311/v2/[...path]/route.ts";
import { lookAtApplicant } from "#lib/appeals/applicant.ts";
import { searchApplicants } from "#lib/appeals/applicant-search.ts";
import { listCases } from "#lib/appeals/list.ts";
import { nearDuplicates, suggest } from "#lib/appeals/similar.ts";
import { threadOf } from "#lib/appeals/thread.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { countWords } from "#lib/appeals/words.ts";
import { verifyChain } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { takeCall } from "#lib/intake/call/take.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { pollSmsc } from "#lib/intake/sms/poll-smsc.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { letterPdf } from "#lib/letters/letter.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { submit } from "#lib/resident/submit.ts";
import { sayToCase } from "#lib/track/say.ts";
import { mail } from "#tests/intake/email/mails.ts";
import { testDatabase } from "#tests/support/database.ts";
import { everyWay } from "#tests/support/every-way.ts";
import { webhook } from "#tests/support/meta.ts";
import { official, smallCity } from "#tests/support/office.ts";

vi.mock("next/server", () => ({ connection: async () => {} }));

let db: Awaited<ReturnType<typeof testDatabase>>, to: Awaited<ReturnType<typeof everyWay>>, operator: Awaited<ReturnType<typeof official>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [to, operator] = await Promise.all([everyWay(db.owner), official(db.owner, "operator")]);
});
afterAll(async () => {
  await to.stop();
  await db.drop();
});

let n = 0;
const phone = () => `7701${String(++n).padStart(7, "0")}`, seconds = () => String(Math.floor(Date.now() / 1000));
const signed = async (form: Record<string, string>) => fetch(to.portal.twilio, { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": to.twilioSign(to.portal.twilio, form) } });
const followed = async () => {
  const code = newTrackingCode();
  await submit({ source: "web", formId: randomUUID(), sender: null, said: { language: "kk", text: "Бар", category: null, district: null, name: null, phone: null, email: null }, trackingCode: code, address: `10.1.${++n % 250}.1`, most: 1000 });
  await takeIn();
  return code;
};

/** By each way: somebody with such a name says such words. */
const ways: Record<string, (words: string) => Promise<unknown>> = {
  WhatsApp: (words) => { const from = phone(); return to.meta.deliver(to.portal.whatsapp, webhook([{ from, id: `wamid.${n}`, timestamp: seconds(), type: "text", text: { body: words } }], { profile: { name: words }, wa_id: from })); },
  Infobip: (words) => fetch(to.infobip, { method: "POST", body: JSON.stringify({ results: [{ messageId: `m${n}`, from: phone(), to: words, text: words }] }) }),
  Twilio: (words) => signed({ MessageSid: `SM${++n}`, From: `+${phone()}`, To: "+77180000000", Body: words }),
  SMSC: (words) => { to.provider.says(200, [{ id: 100 + ++n, phone: phone(), message: words }]); return pollSmsc(); },
  "e-mail": async (words) => deliver([await mailAsThing(Buffer.from(mail(Buffer.from(words).toString("base64"), { From: `=?utf-8?b?${Buffer.from(words).toString("base64")}?= <a${++n}@example.org>`, Subject: null, "Content-Transfer-Encoding": "base64" }).replaceAll("\n", "\r\n")), false, new Date())]),
  Open311: (words) => open311(new Request("http://portal/api/open311/v2/requests.json", { method: "POST", body: new URLSearchParams({ api_key: to.key, service_code: "heating", address_id: "north", description: words, first_name: words, device_id: words }) })),
  "the web form": (words) => submit({ source: "web", formId: randomUUID(), sender: null, said: { language: "kk", text: words, category: null, district: null, name: words, phone: null, email: null }, trackingCode: newTrackingCode(), address: `10.2.${++n % 250}.1`, most: 1000 }),
  "the tracking page": async (words) => sayToCase(await followed(), `10.3.${++n % 250}.1`, randomUUID(), { what: "addition", said: { text: words }, photos: [] }),
  "a call": (words) => takeCall(operator, { caller: { name: words, phone: null }, concerned: null, language: "kk", text: words, category: null, district: null, number: null }),
};
const hostile = ["<script>alert(1)</script>", "'; DROP TABLE private.appeal; --", "\u202egnp.exe\u202c", "\u2066a\u2069", "🏙️𠮷👩‍👩‍👧", "${7*7} {code} {{x}} %s $&", "=HYPERLINK(\"x\")", "a\nBcc: x@y.z"];

describe.each(Object.keys(ways))("by %s", (way) => {
  test.each(hostile)("%j is kept to the letter, and breaks nothing", async (words) => {
    const mark = `№${++n}`, own = `${mark} ${words}`;
    await ways[way]!(own);
    await takeIn();
    expect((await db.owner`SELECT text FROM private.message WHERE text LIKE ${`${mark} %`}`).map((row) => row.text)).toEqual([own]);
    expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state IN ('waiting', 'dead')`).toEqual([]);
  });
  test("nothing but blanks breaks nothing, either", async () => {
    await Promise.resolve(ways[way]!(" ")).catch((error: { code?: string }) => expect(error.code).toBe("required")); // the operator is told
    await takeIn();
    expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state IN ('waiting', 'dead')`).toEqual([]);
  });
});

test.each(["[", '{"a":'])("three megabytes of %j, one in the other, are kept and answered", async (open) => {
  const raw = open === "[" ? `${"[".repeat(1_500_000)}${"]".repeat(1_500_000)}` : `${open.repeat(500_000)}1${"}".repeat(500_000)}`;
  expect(await to.meta.deliver(to.portal.whatsapp, raw)).toEqual([200]);
  expect((await fetch(to.infobip, { method: "POST", body: raw })).status).toBe(200);
  await takeIn();
  expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state IN ('waiting', 'dead')`).toEqual([]);
});

test("a forged call by any way leaves nothing", async () => {
  const before = await db.owner`SELECT count(*)::int AS n FROM private.inbound`, body = JSON.stringify({ results: [{ messageId: "f", from: "77010000001", text: "forged" }] });
  const statuses = [
    (await to.meta.deliver(to.portal.whatsapp, webhook([{ from: "77010000001", id: "wamid.forged", timestamp: seconds(), type: "text", text: { body: "forged" } }], {}), { secret: "a guess" }))[0],
    (await fetch(to.portal.whatsapp, { method: "POST", body })).status, (await fetch(`${to.portal.infobip}/guess`, { method: "POST", body })).status, (await fetch(to.portal.infobip, { method: "POST", body })).status,
    (await fetch(to.portal.twilio, { method: "POST", body: new URLSearchParams({ MessageSid: "f", From: "+77010000001", Body: "forged" }), headers: { "x-twilio-signature": "AAAA" } })).status,
    (await fetch(`${to.portal.smsc}/guess`, { method: "POST", body: new URLSearchParams({ id: "1", status: "1" }) })).status,
    (await open311(new Request("http://portal/api/open311/v2/requests.json", { method: "POST", body: new URLSearchParams({ api_key: "guess", service_code: "heating", address_id: "north", description: "forged" }) }))).status,
  ];
  expect(statuses).toEqual([401, 401, 401, 404, 403, 401, 403]);
  expect(await db.owner`SELECT count(*)::int AS n FROM private.inbound`).toEqual(before);
});

test("officials read it, search for it, print it and find what is like it; the city's words are counted", async () => {
  const registrar = await official(db.owner, "registrar"), cases = (await db.owner`SELECT id::int, number, text FROM private.appeal WHERE text <> '' ORDER BY id`) as unknown as { id: number; number: string; text: string }[];
  expect(cases.length).toBeGreaterThan(60);
  await countWords();
  for (const one of cases) {
    expect(await viewCase(registrar, one.id)).toMatchObject({ text: one.text });
    expect((await threadOf(registrar, one.id)).lines[0]!.text).toBe(one.text);
    await nearDuplicates(registrar, one.id);
    await suggest(registrar, one.id);
    await listCases(registrar, { q: one.text.slice(0, 300) });
    const [who] = await db.owner`SELECT p.name FROM private.person p JOIN private.appeal a ON a.applicant = p.id WHERE a.id = ${one.id}`;
    if (who) expect((await lookAtApplicant(registrar, one.id)).name).toBe(who.name);
    if (who?.name) await searchApplicants(registrar, who.name as string).catch((error: unknown) => expect(error).toBeInstanceOf(Refusal)); // too little to search for
  }
  const city = { name: { kk: "Сынақ", ru: null, en: null }, language: "kk" as const, timeZone: "Asia/Almaty", publisher: { kk: null, ru: null, en: null } };
  for (const words of hostile) {
    const pdf = await letterPdf({ language: "kk", city, number: "2026-000001", day: "2026-11-27", subject: words, addressee: { name: words, address: words }, text: words, signer: null, executor: null, portal: "https://akimat.example" });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  }
  expect(await verifyChain()).toEqual([]);
}, 60_000);
