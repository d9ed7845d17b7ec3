import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { submit } from "#lib/resident/submit.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer, webhook } from "#tests/support/meta.ts";
import { smallCity } from "#tests/support/office.ts";
import { webhookServer } from "#tests/support/webhook-server.ts";
import { killWorker, startWorker } from "#tests/support/worker.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta, portal: Awaited<ReturnType<typeof webhookServer>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp')`;
  [meta, portal] = await Promise.all([metaServer(), webhookServer()]);
  await meta.setUp(db.owner);
});
beforeEach(() => db.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE state = 'waiting'`);
afterAll(async () => {
  await Promise.all([meta.stop(), portal.stop()]);
  await db.drop();
});

let n = 0;
const words = (from: string, body: string) => webhook([{ from, id: `wamid.killed.${++n}`, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body } }], { profile: { name: "Айгүл" }, wa_id: from });
const casesOf = async (phone: string) => db.owner`SELECT a.id::int, a.number, (SELECT array_agg(m.text ORDER BY m.id) FROM private.message m WHERE m.appeal = a.id) AS said FROM private.appeal a JOIN private.person p ON p.id = a.applicant WHERE p.whatsapp = ${phone}`;
const waiting = async () => (await db.owner`SELECT count(*)::int AS n FROM private.inbound WHERE state = 'waiting'`)[0]!.n as number;
/** Takes in until nothing waits: the database lets go of what a dead worker held when it notices that it is dead. */
const takeAll = () => expect.poll(async () => { await takeIn(); return waiting(); }, { timeout: 50_000 }).toBe(0);

/** Lets nobody write into a table while something goes on that needs it. */
async function whileHeld(table: string, work: () => Promise<void>): Promise<void> {
  await db.owner.begin(async (held) => {
    await held`LOCK TABLE ${held(table)} IN SHARE MODE`;
    await work();
  });
}
const someoneWaits = () => expect.poll(async () => (await db.owner`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)[0]!.n, { timeout: 25_000 }).toBe(1);

test("killed when half a case is made: nothing of it is there, and the next worker makes it once, with the number that it would have had", async () => {
  await deliver(thingsOf(words("77090000001", "Бірінші")));
  await takeAll();
  await deliver(thingsOf(words("77090000002", "Су құбыры жарылды")));
  await whileHeld("private.message", async () => {
    const worker = startWorker("tests/intake/killed-taker.ts");
    await someoneWaits(); // its case is written, its words are not
    await killWorker(worker);
  });
  expect(await casesOf("77090000002")).toEqual([]);
  await takeAll();
  const [[first], made] = [await casesOf("77090000001"), await casesOf("77090000002")];
  expect(made).toMatchObject([{ said: ["Су құбыры жарылды"] }]);
  expect(Number(made[0]!.number.slice(5))).toBe(Number(first!.number.slice(5)) + 1);
  expect(await db.owner`SELECT tries FROM private.inbound WHERE appeal = ${made[0]!.id}`).toEqual([{ tries: 1 }]); // being killed is no fault of the thing
}, 60_000);

test("two workers, killed again and again at any moment: each word once, each sender's in their order, in one case, no number twice or left out", async () => {
  const senders = Array.from({ length: 20 }, (_, i) => `7709100${String(i).padStart(4, "0")}`), last = Number((await db.owner`SELECT max(number) AS n FROM private.appeal`)[0]!.n.slice(5));
  for (const word of ["бір", "екі", "үш"]) await deliver(senders.flatMap((from) => thingsOf(words(from, word))));
  const forms = await Promise.all(Array.from({ length: 10 }, (_, i) => submit({
    source: "web", formId: randomUUID(), sender: null, said: { language: "kk", text: `Пішін ${i}`, category: null, district: null, name: null, phone: null, email: null }, photos: [Buffer.from("photo")], trackingCode: newTrackingCode(), address: null, most: 100,
  })));
  for (const pause of [30, 120]) {
    const both = [0, 1].map(() => startWorker("tests/intake/killed-taker.ts"));
    await Promise.all(both.map(async (worker) => {
      await once(worker, "message");
      await sleep(pause);
      await killWorker(worker);
    }));
  }
  await takeAll();
  for (const from of senders) expect(await casesOf(from)).toMatchObject([{ said: ["бір", "екі", "үш"] }]);
  for (const form of forms) expect(await db.owner`SELECT count(t.id)::int AS photos FROM private.appeal a JOIN private.attachment t ON t.appeal = a.id WHERE a.number = ${"number" in form ? form.number : ""}`).toEqual([{ photos: 1 }]);
  const numbers = (await db.owner`SELECT number FROM private.appeal ORDER BY number`).map((row) => Number(row.number.slice(5))).filter((one) => one > last);
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, i) => last + 1 + i));
  expect(await verifyChain()).toEqual([]);
}, 120_000);

test("a webhook that is killed before it could keep a delivery, or before it could say that it did, is called again: one case", async () => {
  const [before, after] = [words("77090000003", "Дейін"), words("77090000004", "Кейін")];
  const dying = async () => {
    const worker = startWorker("tests/intake/killed-portal.ts"), [url] = await once(worker, "message") as [string];
    return { worker, url };
  };
  const [first, second] = await Promise.all([dying(), dying()]);
  await whileHeld("private.inbound", async () => {
    const answered = meta.deliver(first.url, before).catch(() => "hung up");
    await someoneWaits();
    await killWorker(first.worker);
    expect(await answered).toBe("hung up");
  });
  expect(await meta.deliver(second.url, after).catch(() => "hung up")).toBe("hung up");
  expect(await db.owner`SELECT state FROM private.inbound WHERE sender = '77090000004'`).toEqual([{ state: "waiting" }]);
  for (const body of [before, after]) expect(await meta.deliver(portal.whatsapp, body, { tries: 3 })).toEqual([200]);
  await takeAll();
  expect(await casesOf("77090000003")).toMatchObject([{ said: ["Дейін"] }]);
  expect(await casesOf("77090000004")).toMatchObject([{ said: ["Кейін"] }]);
}, 60_000);
