import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as fromOpen311 } from "#app/api/open311/v2/[...path]/route.ts";
import { env } from "#env.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { pollSmsc } from "#lib/intake/sms/poll-smsc.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { codeOfForm, newToken } from "#lib/resident/form-token.ts";
import { submit } from "#lib/resident/submit.ts";
import { numbers } from "#tests/disclosure/random-city.ts";
import { mail } from "#tests/intake/email/mails.ts";
import { testDatabase } from "#tests/support/database.ts";
import { everyWay } from "#tests/support/every-way.ts";
import { statusOf, webhook } from "#tests/support/meta.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";

// By each way in: a thousand deliveries of few things, again and again, in any order, fifty at a time, while they are taken in.

vi.mock("next/server", () => ({ connection: async () => {} }));

let db: Awaited<ReturnType<typeof testDatabase>>, ways: Awaited<ReturnType<typeof everyWay>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  ways = await everyWay(db.owner);
  // Whoever would take a message back from what a provider has said of it fails, whenever that is.
  await db.owner.unsafe(`CREATE FUNCTION private.only_forward() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF array_position(ARRAY['sent', 'failed', 'delivered', 'read'], NEW.delivery) < array_position(ARRAY['sent', 'failed', 'delivered', 'read'], OLD.delivery) THEN RAISE EXCEPTION 'backwards'; END IF; RETURN NEW; END $$;
    CREATE TRIGGER outbox_only_forward BEFORE UPDATE ON private.outbox FOR EACH ROW EXECUTE FUNCTION private.only_forward()`);
  env.PUBLIC_URL = "https://akimat.example";
}, 60_000);
beforeEach(() => db.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE state = 'waiting'`);
afterAll(async () => {
  env.PUBLIC_URL = undefined;
  await ways.stop();
  await db.drop();
});

const soon = () => new Date(Date.now() + 3_600_000);
const phones = (start: string, n = 40) => Array.from({ length: n }, (_, i) => `${start}${String(i).padStart(11 - start.length, "0")}`);
const seconds = () => String(Math.floor(Date.now() / 1000));

/** Brings each of the things 1000 / n times, shuffled, fifty at a time, while two workers take them in. */
async function carry<T>(things: readonly T[], bring: (one: T, n: number) => Promise<number | void>): Promise<void> {
  const chance = numbers(things.length), wrong: unknown[] = [];
  const order = Array.from({ length: 1000 }, (_, i) => ({ one: things[i % things.length]!, n: i, at: chance() })).sort((a, b) => a.at - b.at);
  let ended = false;
  const workers = [1, 2].map(async () => { while (!ended) { await takeIn(); await sleep(20); } });
  await Promise.all(Array.from({ length: 50 }, async () => {
    for (let next = order.pop(); next; next = order.pop()) {
      const status = await bring(next.one, next.n);
      if (status !== undefined && status !== 200) wrong.push(status);
    }
  }));
  ended = true;
  await Promise.all(workers);
  await takeIn(soon);
  expect(wrong).toEqual([]);
}
/** What became of them: the words of each case of these texts, and that nothing waits, is dead or was tried twice. */
async function said(source: string, like: string): Promise<string[][]> {
  expect(await db.owner`SELECT source_id, state, last_error FROM private.inbound WHERE source = ${source} AND (state IN ('waiting', 'dead') OR tries > 1)`).toEqual([]);
  const rows = await db.owner`SELECT array_agg(m.text ORDER BY m.id) AS said FROM private.appeal a JOIN private.message m ON m.appeal = a.id WHERE a.source = ${source} AND a.text LIKE ${like} GROUP BY a.id ORDER BY a.text`;
  return rows.map((row) => row.said as string[]);
}
const each = (n: number, texts: (i: number) => string[]) => Array.from({ length: n }, (_, i) => texts(i)).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
/** Messages of ours that a provider took, and how far each got. */
async function handed(channel: string, ids: readonly string[]) {
  const appeal = await makeCase(db.owner);
  for (const id of ids) await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, state, begun_at, done_at, provider_id) VALUES (${`${channel} ${id}`}, ${appeal}, 'extension', ${channel}, 'kk', 's', 't', 'sent', now(), now(), ${id})`;
  return async () => ({
    ends: (await db.owner`SELECT delivery, count(*)::int AS n FROM private.outbox WHERE channel = ${channel} AND provider_id IN ${db.owner([...ids])} GROUP BY 1`).map((row) => [row.delivery, row.n]),
    told: (await db.owner`SELECT after ->> 'delivery' AS word, count(*)::int AS n FROM private.event WHERE appeal = ${appeal} AND kind = 'delivery' GROUP BY 1 ORDER BY 1`).map((row) => [row.word, row.n]),
  });
}

describe("WhatsApp", () => {
  test("messages: one case a person", async () => {
    const bodies = phones("7702").map((from, i) => webhook([{ from, id: `wamid.thousand.${i}`, timestamp: seconds(), type: "text", text: { body: `Мәселе ${String(i).padStart(2, "0")}` } }], { wa_id: from }));
    await carry(bodies, async (body) => (await ways.meta.deliver(ways.portal.whatsapp, body))[0]);
    expect(await said("whatsapp", "Мәселе %")).toEqual(each(40, (i) => [`Мәселе ${String(i).padStart(2, "0")}`]));
  }, 60_000);
  test("statuses never go backwards and open nothing", async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `wamid.out.${i}`), got = await handed("whatsapp", ids), [before] = await db.owner`SELECT count(*)::int AS n FROM private.appeal`;
    await carry(ids.flatMap((id) => ["sent", "delivered", "read"].map((word) => statusOf(id, word))), async (body) => (await ways.meta.deliver(ways.portal.whatsapp, body))[0]);
    const { ends, told } = await got();
    expect(ends).toEqual([["read", 10]]);
    expect(told.find(([word]) => word === "read")).toEqual(["read", 10]); // each told once
    expect((await db.owner`SELECT count(*)::int AS n FROM private.appeal`)[0]).toEqual(before);
    await said("whatsapp", "");
  }, 60_000);
});

describe("Infobip", () => {
  const bring = async (results: object[]) => (await fetch(ways.infobip, { method: "POST", body: JSON.stringify({ results }) })).status;
  test("messages, whole and in parts: one case a person", async () => {
    const parts = phones("7703", 20).flatMap((from, i) => ["Ұзын ", "мәтін ", String(i).padStart(2, "0")].map((text, at) => ({ messageId: `ib-${i}-${at}`, from, to: "7718", text, udh: Buffer.from([5, 0, 3, 9, 3, at + 1]).toString("hex") })));
    const whole = phones("77039", 20).map((from, i) => ({ messageId: `ib-${i}`, from, to: "7718", text: `Қысқа ${String(i).padStart(2, "0")}` }));
    await carry([...parts, ...whole], (one) => bring([one]));
    expect(await said("infobip", "Ұзын %")).toEqual(each(20, (i) => [`Ұзын мәтін ${String(i).padStart(2, "0")}`]));
    expect(await said("infobip", "Қысқа %")).toEqual(each(20, (i) => [`Қысқа ${String(i).padStart(2, "0")}`]));
  }, 60_000);
  test("reports never go backwards", async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `ib-out-${i}`), got = await handed("sms", ids);
    await carry(ids.flatMap((messageId) => ["PENDING", "UNDELIVERABLE", "DELIVERED"].map((groupName) => ({ messageId, doneAt: new Date().toISOString(), status: { groupName, name: groupName } }))), (one) => bring([one]));
    expect((await got()).ends).toEqual([["delivered", 10]]);
    await said("infobip", "");
  }, 60_000);
});

test("Twilio: messages and callbacks", async () => {
  const ids = Array.from({ length: 10 }, (_, i) => `SM-out-${i}`), got = await handed("sms", ids), called = "https://akimat.example/api/intake/sms/twilio";
  const messages = phones("7704").map((from, i) => ({ MessageSid: `SM${i}`, From: `+${from}`, To: "+77180000000", Body: `Твилио ${String(i).padStart(2, "0")}` }));
  const callbacks = ids.flatMap((id) => ["sent", "undelivered", "delivered"].map((MessageStatus) => ({ MessageSid: id, MessageStatus })));
  await carry<Record<string, string>>([...messages, ...callbacks], async (form) => {
    return (await fetch(ways.portal.twilio, { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": ways.twilioSign(called, form) } })).status;
  });
  expect(await said("twilio", "Твилио %")).toEqual(each(40, (i) => [`Твилио ${String(i).padStart(2, "0")}`]));
  expect((await got()).ends).toEqual([["delivered", 10]]);
}, 60_000);

test("SMSC: lists that it is asked for, and its reports", async () => {
  const listed = phones("7707").map((phone, i) => ({ id: 5000 + i, phone, message: `Смс ${String(i).padStart(2, "0")}`, received: "01.01.2020 10:00:00" }));
  // Each list begins somewhere and holds some; fifty rounds among the reports.
  for (let n = 0; n < 50; n++) ways.provider.says(200, [...listed.slice((n * 7) % 40), ...listed].slice(0, 10 + (n % 30)).reverse());
  const ids = Array.from({ length: 10 }, (_, i) => String(9000 + i)), got = await handed("sms", ids);
  await carry(ids.flatMap((id) => ["0", "20", "1", "2"].map((status) => new URLSearchParams({ id, status }))), async (fields, n) => {
    if (n % 20 === 0) return void await pollSmsc();
    return (await fetch(ways.smsc, { method: "POST", body: fields })).status;
  });
  expect(await said("smsc", "Смс %")).toEqual(each(40, (i) => [`Смс ${String(i).padStart(2, "0")}`]));
  expect((await got()).ends).toEqual([["read", 10]]);
}, 60_000);

test("e-mail: the same messages by other ways", async () => {
  const mails = Array.from({ length: 40 }, (_, i) => mail(`Хат ${String(i).padStart(2, "0")}`, { From: `a${i}@example.org`, Subject: null }));
  await carry(mails, async (one, n) => void await deliver([await mailAsThing(Buffer.from(`Received: by way ${n}\n${one}`.replaceAll("\n", "\r\n")), false, new Date())]));
  expect(await said("email", "Хат %")).toEqual(each(40, (i) => [`Хат ${String(i).padStart(2, "0")}`]));
}, 60_000);

test("the web form, pressed again and again: one talon and one case a form", async () => {
  const forms = Array.from({ length: 40 }, (_, i) => ({ token: newToken(new Date()), text: `Пішін ${String(i).padStart(2, "0")}` })), talons = new Map<string, Set<string>>();
  await carry(forms, async ({ token, text }) => {
    const done = await submit({ source: "web", formId: token.id, sender: null, said: { language: "kk", text, category: null, district: null, name: null, phone: null, email: null }, trackingCode: codeOfForm(token), address: "198.51.100.7", most: 1000 });
    talons.set(text, (talons.get(text) ?? new Set()).add("number" in done ? done.number : "limited"));
  });
  expect(await said("web", "Пішін %")).toEqual(each(40, (i) => [`Пішін ${String(i).padStart(2, "0")}`]));
  const made = await db.owner`SELECT text, number, tracking_hash FROM private.appeal WHERE text LIKE 'Пішін %'`;
  for (const { token, text } of forms) {
    const one = made.find((row) => row.text === text)!;
    expect([[...talons.get(text)!], one.tracking_hash]).toEqual([[one.number], trackingHash(codeOfForm(token))]);
  }
}, 60_000);

test("Open311: a request is known by nothing but its token, so each post is one case, and each token leads to its own", async () => {
  const tokens: string[] = [];
  let n = 0;
  const post = async () => {
    const form = new URLSearchParams({ api_key: ways.key, service_code: "heating", address_string: "Әуезов, 12", description: `Өтініш ${String(++n).padStart(4, "0")}` });
    const [made] = await (await fromOpen311(new Request("http://localhost/api/open311/v2/requests.json", { method: "POST", body: form }))).json() as [{ service_request_id: string }];
    tokens.push(made.service_request_id);
  };
  await carry(Array.from({ length: 4 }, () => null), async (_, at) => void (at % 10 === 0 && await post()));
  expect(new Set(tokens).size).toBe(100);
  const rows = await db.owner`SELECT tracking_hash, text FROM private.appeal WHERE source = 'open311'`;
  expect(new Set(rows.map((row) => row.text)).size).toBe(100);
  expect(rows.map((row) => (row.tracking_hash as Buffer).toString("hex")).sort()).toEqual(tokens.map((token) => trackingHash(token).toString("hex")).sort());
}, 60_000);
