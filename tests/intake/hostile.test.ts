import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { POST as open311 } from "#app/api/open311/v2/[...path]/route.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { takeCall } from "#lib/intake/call/take.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { keyHash, newClientKey } from "#lib/intake/open311/client-key.ts";
import { pollSmsc } from "#lib/intake/sms/poll-smsc.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { submit } from "#lib/resident/submit.ts";
import { sayToCase } from "#lib/track/say.ts";
import { mail } from "#tests/intake/email/mails.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer, webhook } from "#tests/support/meta.ts";
import { official, smallCity } from "#tests/support/office.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";
import { webhookServer } from "#tests/support/webhook-server.ts";

vi.mock("next/server", () => ({ connection: async () => {} }));

const pathSecret = "a-secret-in-the-address-01", authToken = "twilio's token", key = newClientKey();
let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta, provider: Awaited<ReturnType<typeof smsProvider>>, portal: Awaited<ReturnType<typeof webhookServer>>, operator: Awaited<ReturnType<typeof official>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp'), ('sms', 'SMS'), ('email', 'E-mail')`;
  [meta, provider, portal, operator] = await Promise.all([metaServer(), smsProvider(), webhookServer(), official(db.owner, "operator")]);
  await meta.setUp(db.owner);
  await setUpWay(db.owner, "infobip", { apiUrl: provider.url }, { apiKey: "key", pathSecret });
  await setUpWay(db.owner, "twilio", { accountSid: `AC${"0".repeat(32)}`, apiUrl: provider.url }, { authToken });
  await setUpWay(db.owner, "smsc", { apiUrl: provider.url, login: "akimat" }, { password: "secret", pathSecret });
  await db.owner`INSERT INTO private.way (code, active, settings) VALUES ('open311', true, ${db.owner.json({ jurisdictionId: "ekibastuz.kz" })})`;
  await db.owner`INSERT INTO private.open311_client (name, key_hash) VALUES ('Street App', ${keyHash(key)})`;
});
afterAll(async () => {
  await Promise.all([meta, provider, portal].map((one) => one.stop()));
  await db.drop();
});

let n = 0;
const phone = () => `7701${String(++n).padStart(7, "0")}`, seconds = () => String(Math.floor(Date.now() / 1000));
const signed = async (form: Record<string, string>) => fetch(portal.twilio, { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": createHmac("sha1", authToken).update(portal.twilio + Object.keys(form).sort().map((name) => name + form[name]).join("")).digest("base64") } });
const followed = async () => {
  const code = newTrackingCode();
  await submit({ source: "web", formId: randomUUID(), sender: null, said: { language: "kk", text: "Бар", category: null, district: null, name: null, phone: null, email: null }, trackingCode: code, address: `10.1.${++n % 250}.1`, most: 1000 });
  await takeIn();
  return code;
};

/** By each way: somebody with such a name says such words. */
const ways: Record<string, (words: string) => Promise<unknown>> = {
  WhatsApp: (words) => { const from = phone(); return meta.deliver(portal.whatsapp, webhook([{ from, id: `wamid.${n}`, timestamp: seconds(), type: "text", text: { body: words } }], { profile: { name: words }, wa_id: from })); },
  Infobip: (words) => fetch(`${portal.infobip}/${pathSecret}`, { method: "POST", body: JSON.stringify({ results: [{ messageId: `m${n}`, from: phone(), to: words, text: words }] }) }),
  Twilio: (words) => signed({ MessageSid: `SM${++n}`, From: `+${phone()}`, To: "+77180000000", Body: words }),
  SMSC: (words) => { provider.says(200, [{ id: 100 + ++n, phone: phone(), message: words }]); return pollSmsc(); },
  "e-mail": async (words) => deliver([await mailAsThing(Buffer.from(mail(Buffer.from(words).toString("base64"), { From: `=?utf-8?b?${Buffer.from(words).toString("base64")}?= <a${++n}@example.org>`, Subject: null, "Content-Transfer-Encoding": "base64" }).replaceAll("\n", "\r\n")), false, new Date())]),
  Open311: (words) => open311(new Request("http://portal/api/open311/v2/requests.json", { method: "POST", body: new URLSearchParams({ api_key: key, service_code: "heating", address_id: "north", description: words, first_name: words, device_id: words }) })),
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
  expect(await meta.deliver(portal.whatsapp, raw)).toEqual([200]);
  expect((await fetch(`${portal.infobip}/${pathSecret}`, { method: "POST", body: raw })).status).toBe(200);
  await takeIn();
  expect(await db.owner`SELECT source, last_error FROM private.inbound WHERE state IN ('waiting', 'dead')`).toEqual([]);
});

test("a forged call by any way leaves nothing", async () => {
  const before = await db.owner`SELECT count(*)::int AS n FROM private.inbound`, body = JSON.stringify({ results: [{ messageId: "f", from: "77010000001", text: "forged" }] });
  const statuses = [
    (await meta.deliver(portal.whatsapp, webhook([{ from: "77010000001", id: "wamid.forged", timestamp: seconds(), type: "text", text: { body: "forged" } }], {}), { secret: "a guess" }))[0],
    (await fetch(portal.whatsapp, { method: "POST", body })).status, (await fetch(`${portal.infobip}/guess`, { method: "POST", body })).status, (await fetch(portal.infobip, { method: "POST", body })).status,
    (await fetch(portal.twilio, { method: "POST", body: new URLSearchParams({ MessageSid: "f", From: "+77010000001", Body: "forged" }), headers: { "x-twilio-signature": "AAAA" } })).status,
    (await fetch(`${portal.smsc}/guess`, { method: "POST", body: new URLSearchParams({ id: "1", status: "1" }) })).status,
    (await open311(new Request("http://portal/api/open311/v2/requests.json", { method: "POST", body: new URLSearchParams({ api_key: "guess", service_code: "heating", address_id: "north", description: "forged" }) }))).status,
  ];
  expect(statuses).toEqual([401, 401, 401, 404, 403, 401, 403]);
  expect(await db.owner`SELECT count(*)::int AS n FROM private.inbound`).toEqual(before);
});
